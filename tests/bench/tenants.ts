import { eq } from "drizzle-orm";
import { usageAlerts } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { blank } from "@/lib/domain/catalog/blank";
import { checkUsageAlerts } from "@/lib/features/billing/alerts/check-usage-alerts";
import { tenantsToAlert } from "@/lib/features/billing/alerts/queries";
import { fillRecurring } from "@/lib/features/console/revenue/fill-recurring";
import { readMoney } from "@/lib/features/console/revenue/read-money";
import { readRevenue } from "@/lib/features/console/revenue/read-revenue";
import { exportTenants } from "@/lib/features/console/tenant-list/export-tenants";
import { findTenants } from "@/lib/features/console/tenant-list/find-tenants";
import { listTenants } from "@/lib/features/console/tenant-list/list-tenants";
import type { TenantListInput } from "@/lib/features/console/tenant-list/tenant-list-input";
import { readToday } from "@/lib/features/console/today/read-today";
import type { Context } from "@/lib/features/foundation/context/context";
import { asUser, makePlan, makeUser, testNow } from "@/tests/support/factories";
import { fillTenants, negotiateWithTenants } from "@/tests/support/many-tenants";
import type { Bench, BenchOptions, Figure } from "./bench";
import { median } from "./measure";
import { type Installation, startCluster } from "./metering/installation";

/**
 * The desk's lists of tenants, Today and Money: what pages, filters and searches take, and how that grows with the
 * tenants, each of which has negotiated terms of its own.
 */
export const tenants: Bench = {
  name: "tenants",
  async run(options) {
    const cluster = await startCluster(1);
    try {
      return await measure(await cluster.install("tenants"), options);
    } finally {
      await cluster.stop();
    }
  },
};

/** Something the list is asked; answers how many tenants there were. */
type Question = { name: string; ask: (ctx: Context, size: number) => Promise<number>; aim?: string };

const page = (name: string, input: TenantListInput, aim?: string): Question => ({
  name,
  aim,
  ask: async (ctx) => countOf(await listTenants(ctx, input)),
});

type Answer<T> = { ok: true; value: T } | { ok: false; refusal: { code: string } };
function answered<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`The bench was refused: ${answer.refusal.code}.`);
  return answer.value;
}
const countOf = (answer: Answer<{ total: number }>) => answered(answer).total;
/** `select 1` takes a tenth of a millisecond; a page is some ten statements with fifty rows of facts. */
const quick = "100 or less";
const whole = "250 or less";
/** Two years of all tenants, month by month. */
const history = "3,000 or less";

const questions: Question[] = [
  page("first page", {}, quick),
  {
    name: "deep page",
    ask: async (ctx, size) => countOf(await listTenants(ctx, { page: Math.floor(size / 50) })),
    aim: quick,
  },
  page("sales model", { filters: { salesModel: "sales_led" } }, quick),
  page("plan", { filters: { plan: "paid" } }, quick),
  page("payment failed", { filters: { state: "payment_failed" } }, quick),
  page("active", { filters: { state: "active" } }, quick),
  page("my tenants", { filters: { rep: "mine" } }, quick),
  page("without a rep", { filters: { rep: "none" } }, quick),
  page("over the maximum", { filters: { mau: "over" } }, whole),
  page("near the maximum", { filters: { mau: "near" } }, whole),
  page("details incomplete", { filters: { details: "incomplete" } }, whole),
  page("ending within 30 days", { filters: { ends: "30" } }, quick),
  page("by MAU", { sort: { column: "mau", direction: "desc" } }, whole),
  page("by share of maximum", { sort: { column: "share", direction: "desc" } }, whole),
  page("by period end", { sort: { column: "ends", direction: "asc" } }, quick),
  page("by name backwards", { sort: { column: "name", direction: "desc" } }, quick),
  page("search by name", { search: "Robotics 1" }, quick),
  page("search by e-mail", { search: "admin77@company" }, quick),
  {
    name: "⌘K by invoice number",
    ask: async (ctx) => answered(await findTenants(ctx, { words: invoiceNumber })).length,
    aim: quick,
  },
  {
    name: "⌘K by two letters",
    ask: async (ctx) => answered(await findTenants(ctx, { words: "ka" })).length,
    aim: whole,
  },
  {
    name: "Today, of all tenants",
    ask: async (ctx) => totalNeeds(await readToday(ctx, { whose: "all" })),
    aim: "500 or less",
  },
  {
    name: "Today, of one's own",
    ask: async (ctx) => totalNeeds(await readToday(ctx, { whose: "mine" })),
    aim: "500 or less",
  },
  {
    name: "money in and out, 12 months",
    ask: async (ctx) => answered(await readMoney(ctx, {})).currencies.length,
    aim: history,
  },
  {
    // Along an index: the same for any number of tenants that are not due.
    name: "the alert sweep finds who is due",
    ask: async (ctx) => (await acrossTenants((tx) => tenantsToAlert(tx, ctx.now, 1_000))).length,
    aim: "20 or less",
  },
  {
    name: "one tenant's alerts are looked at",
    ask: lookAtAlerts,
    aim: whole,
  },
  {
    name: "Money, 12 months",
    ask: (ctx) => payingTenants(ctx, 12),
    aim: history,
  },
  {
    name: "Money, 24 months",
    ask: (ctx) => payingTenants(ctx, 24),
    aim: history,
  },
];

const totalNeeds = (answer: Answer<readonly { total: number }[]>) =>
  answered(answer).reduce((sum, { total }) => sum + total, 0);

/** As often as the sweep asks for it: its time has just come again. */
async function lookAtAlerts(ctx: Context): Promise<number> {
  const tenantId = await acrossTenants(async (tx) => {
    const [row] = await tx.select({ tenantId: usageAlerts.tenantId }).from(usageAlerts).limit(1);
    if (!row) throw new Error("The bench found no tenant with alerts.");
    const own = eq(usageAlerts.tenantId, row.tenantId);
    await tx.update(usageAlerts).set({ checkAt: ctx.now }).where(own);
    return row.tenantId;
  });
  await checkUsageAlerts(ctx, tenantId);
  return 1;
}

async function payingTenants(ctx: Context, months: number): Promise<number> {
  const { currencies } = answered(await readRevenue(ctx, { months }));
  return currencies[0]?.months.at(-1)?.tenants ?? 0;
}

/** That of the seventh tenant: `upper(left(md5('number7'), 8))`. */
const invoiceNumber = "71BB2E8E";

async function measure(to: Installation, { short }: BenchOptions): Promise<Figure[]> {
  const sizes = short ? [200, 400] : [1_000, 10_000];
  const rounds = short ? 2 : 25;
  const rep = await makeUser("sales");
  const ctx = asUser(rep, "sales", testNow);
  const plan = await makePlan({
    key: "paid",
    rank: 1,
    limits: { monthlyActiveUsers: 100 },
    components: [{ ...blank.base("base"), amountMinor: { month: "5000", year: "50000" } }],
  });
  const figures: Figure[] = [];
  const before = new Map<string, number>();
  let size = 0;
  for (const next of sizes) {
    await fillTenants(next - size, plan, size);
    await negotiateWithTenants(next - size, plan, size);
    const filling = performance.now();
    const filled = await fillRecurring();
    if (next === sizes.at(-1))
      figures.push({
        name: "writing what a tenant brings in",
        value: (performance.now() - filling) / filled,
        unit: "ms",
      });
    size = next;
    await scheduleAlerts(to, ctx);
    await to.sql.unsafe(
      `update tenants set sales_rep_id = '${rep}' where ('x' || right(id, 2))::bit(8)::int < 26`,
    );
    await to.sql.unsafe("vacuum analyze");
    for (const { name, ask, aim } of questions) {
      if ((await ask(ctx, size)) === 0) throw new Error(`The bench asked for ${name} and found nothing.`);
      const { ms, selectMs } = await medians(to, rounds, () => ask(ctx, size));
      const ratio = ms / selectMs;
      const of = `${size.toLocaleString("en")} tenants`;
      if (size === sizes.at(-1)) {
        figures.push({ name: `${name}, ${of}`, value: ms, unit: "ms" });
        figures.push({ name: `${name}, ${of}, to select 1`, value: ratio, unit: "", aim });
        figures.push({
          name: `${name}, to ${sizes[0]?.toLocaleString("en")} tenants`,
          value: ms / (before.get(name) ?? ms),
          unit: "",
          aim: "10 or less",
        });
      } else before.set(name, ms);
    }
  }
  figures.push(...(await wholeFile(ctx, size)));
  return figures;
}

/** Every tenant has thresholds; of all, fifty are due. */
async function scheduleAlerts({ sql }: Installation, { now }: Context): Promise<void> {
  const later = new Date(now.getTime() + 3_600_000).toISOString();
  await sql.unsafe(`insert into usage_alerts (tenant_id, check_at)
    select id, '${later}' from tenants on conflict (tenant_id) do update set check_at = '${later}'`);
  await sql.unsafe(`update usage_alerts set check_at = '${now.toISOString()}'
    where tenant_id in (select tenant_id from usage_alerts order by tenant_id limit 50)`);
}

/** The medians of some work and of `select 1`, in turns: what slows the machine slows both. */
async function medians(
  { sql }: Installation,
  rounds: number,
  work: () => PromiseLike<unknown>,
): Promise<{ ms: number; selectMs: number }> {
  const times = { ms: [] as number[], selectMs: [] as number[] };
  const timed = async (act: () => PromiseLike<unknown>) => {
    const start = performance.now();
    await act();
    return performance.now() - start;
  };
  for (let round = 0; round < rounds; round++) {
    times.selectMs.push(await timed(() => sql`select 1`));
    times.ms.push(await timed(work));
  }
  return { ms: median(times.ms), selectMs: median(times.selectMs) };
}

/** The whole list as a file, read as it is sent. */
async function wholeFile(ctx: Context, size: number): Promise<Figure[]> {
  const start = performance.now();
  let rows = 0;
  for await (const batch of answered(await exportTenants(ctx, {}))) rows += batch.length;
  if (rows < size) throw new Error(`The file holds ${rows} of ${size} tenants.`);
  return [{ name: "the whole file, a tenant", value: (performance.now() - start) / rows, unit: "ms" }];
}
