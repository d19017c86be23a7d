import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { licenses, paymentAccounts } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { blank } from "@/lib/domain/catalog/blank";
import type { Component } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import type { Holding } from "@/lib/domain/license/holding";
import { usualTaxRounding } from "@/lib/domain/pricing/terms";
import { billedLinesOf } from "@/lib/domain/promise/billed-lines-of";
import type { Change } from "@/lib/domain/promise/change";
import type { BilledLine } from "@/lib/domain/promise/lines/billed-line";
import { promiseChange } from "@/lib/domain/promise/promise-change";
import { forgetEnvironment } from "@/lib/env";
import { keepBilledLines } from "@/lib/features/license/charges/keep-billed-lines";
import { makeCharge } from "@/lib/features/license/charges/make-charge";
import { updateCharge } from "@/lib/features/license/charges/queries";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";
import { createSandbox } from "@/sandbox/server";
import { asSystem, asUser, makePlan, makeTenant, testNow } from "@/tests/support/factories";
import type { Bench, BenchOptions, Figure } from "./bench";
import { median, secondsEach, type Work } from "./measure";
import { type Installation, startCluster } from "./metering/installation";

/**
 * Previews of a change: by the domain alone, and by the use-case with its transaction. Beside them a round trip to the
 * sandbox over HTTP, which only reads: the former way asked Stripe for every preview, and Stripe is further away.
 */
export const previews: Bench = {
  name: "previews",
  async run(options) {
    const cluster = await startCluster(1);
    try {
      return [...(await measured(await cluster.install("previews"), options))];
    } finally {
      await cluster.stop();
    }
  },
};

const text = (name: string) => ({ en: name, ja: name });
const components = (base: string): Component[] => [
  { ...blank.base(), name: text("Base"), amountMinor: { month: base, year: null } },
  { ...blank.seats(), name: text("Seats"), unitAmountMinor: { month: "700", year: null } },
];
const definitionOf = (name: string, base: string): PlanDefinition => ({
  name: text(name),
  summary: text(""),
  features: [],
  currency: "JPY",
  limits: { registeredRps: null, registeredUsers: null },
  components: components(base),
});

/** 16 November 2026 in Tokyo: 15 of 30 days are left. */
const day = "2026-11-16";
const november = { from: "2026-11-01", until: "2026-12-01" };

const holding = (id: string, rank: number, definition: PlanDefinition, seats: number): Holding => ({
  planVersionId: id,
  rank,
  definition,
  interval: "month",
  seats,
  addons: {},
});

const tax = { key: "jp10", name: text("Consumption tax"), percent: "10", inclusive: false, components: null };

const terms = {
  taxes: [{ from: "0001-01-01", treatment: "taxed" as const, reason: null, rates: [tax] }],
  taxRounding: usualTaxRounding,
  coupons: [
    {
      key: "ten",
      name: text("10 % off"),
      value: { type: "percent" as const, percent: "10" },
      components: null,
      monthsLeft: null,
      takenMinor: 0n,
    },
  ],
  openInvoices: [],
  balanceMinor: 0n,
  minimumChargeMinor: 50n,
};

const small = (id: string) => holding(id, 10, definitionOf("Small", "5000"), 3);
const large = (id: string) => holding(id, 20, definitionOf("Large", "12000"), 12);

const bought = (wanted: Holding): Change => ({
  ...terms,
  day: november.from,
  held: null,
  period: null,
  yearStart: null,
  wanted,
  mode: "prorated",
  billed: [],
  pairsCharged: [],
});

/** An upgrade with more seats: given back, charged, lowered and taxed, with the month after it. */
function upgrade(): Change {
  const held = small("from");
  const billed = billedLinesOf(promiseChange(bought(held))).map(
    (line, index): BilledLine => ({
      ...line,
      id: `line${index}`,
      invoiceId: "invoice",
      creditedMinor: 0n,
      givenBackFrom: null,
      standing: "paid",
    }),
  );
  return { ...bought(large("to")), day, held, period: november, billed };
}

function domainFigures({ short }: BenchOptions): { seconds: number; figures: Figure[] } {
  const change = upgrade();
  const { lines, totalMinor } = promiseChange(change);
  // −(5,000 + 3 × 700) × 0.9 × 15/30 and (12,000 + 12 × 700) × 0.9 × 15/30, and 10 % of tax.
  if (totalMinor !== 6_584n) throw new Error(`The bench promises ${totalMinor}, not what it should.`);
  const work: Work = (times) => {
    let sum = 0n;
    for (let index = 0; index < times; index++) sum += promiseChange(change).totalMinor;
    return sum;
  };
  const [seconds = 0] = secondsEach(
    [work],
    short ? { rounds: 1, seconds: 0.001 } : { rounds: 15, seconds: 0.1 },
  );
  return {
    seconds,
    figures: [
      { name: "previews of an upgrade, by the domain", value: 1 / seconds, unit: "/s", aim: "1,000 or more" },
      { name: "lines of one", value: lines.length, unit: "" },
    ],
  };
}

async function measured(to: Installation, options: BenchOptions): Promise<Figure[]> {
  const domain = domainFigures(options);
  const sandbox = await createSandbox({ databaseUrl: to.databaseUrl, port: 0, tickMs: 3_600_000 });
  try {
    Object.assign(process.env, {
      STRIPE_SECRET_KEY: "sk_test_bench",
      STRIPE_WEBHOOK_SECRET: "whsec_of_the_bench",
      STRIPE_API_BASE: sandbox.url,
    });
    forgetEnvironment();
    const stripe = new Stripe("sk_test_bench", {
      host: "127.0.0.1",
      port: new URL(sandbox.url).port,
      protocol: "http",
      telemetry: false,
    });
    const { id: customerId } = await stripe.customers.create({ name: "Payer" });
    const tenant = await licensed(customerId);
    const preview = async () => {
      const wanted = { planKey: "large", interval: "month" as const, seats: 12 };
      const answer = await previewChange(asUser(tenant.ownerId), tenant.id, wanted);
      if (!answer.ok) throw new Error(`The bench was refused: ${answer.refusal.code}.`);
      if (answer.value.promise?.lines.length !== 4) throw new Error("A preview has four lines.");
    };
    const { ms, selectMs, tripMs } = await inTurns(options, {
      ms: preview,
      selectMs: () => to.sql`select 1`,
      tripMs: () => stripe.customers.retrieve(customerId),
    });
    return [
      ...domain.figures,
      { name: "previews by the use-case, one after the other", value: 1000 / ms, unit: "/s" },
      { name: "one of them", value: ms, unit: "ms" },
      { name: "  to select 1", value: ms / selectMs, unit: "" },
      { name: "a round trip that reads at the sandbox", value: tripMs, unit: "ms" },
      {
        name: "  to a preview by the domain",
        value: tripMs / (domain.seconds * 1000),
        unit: "",
        aim: "1 or more",
      },
      { name: "  to a preview by the use-case", value: tripMs / ms, unit: "" },
    ];
  } finally {
    await sandbox.close();
  }
}

/** A tenant that holds Small with three seats since the first of the month, and has paid for it. */
async function licensed(stripeCustomerId: string) {
  const smallId = await makePlan({ key: "small", rank: 10, components: components("5000") });
  await makePlan({ key: "large", rank: 20, components: components("12000") });
  const tenant = await makeTenant();
  await acrossTenants(async (tx) => {
    await tx.insert(paymentAccounts).values({
      tenantId: tenant.id,
      stripeCustomerId,
      payerName: "Payer",
      payerEmail: "payer@bench.example",
      hasPaymentMethod: true,
      createdAt: testNow,
    });
    await tx
      .update(licenses)
      .set({
        planVersionId: smallId,
        interval: "month",
        seats: 3,
        periodStart: new Date("2026-10-31T15:00:00Z"),
        periodEnd: new Date("2026-11-30T15:00:00Z"),
      })
      .where(eq(licenses.tenantId, tenant.id));
  });
  await billed(tenant.id, smallId);
  return tenant;
}

async function billed(tenantId: Id<"tenant">, planVersionId: Id<"planVersion">): Promise<void> {
  const promise = promiseChange({ ...bought(small(planVersionId)), coupons: [] });
  await inTenant(tenantId, async (tx) => {
    const charge = await makeCharge(tx, asSystem(), tenantId, "order", promise);
    await keepBilledLines(tx, charge);
    await updateCharge(tx, charge, { state: "paid", openMinor: 0n, closedAt: testNow });
  });
}

/** The medians of some works in milliseconds, in turns: what slows the machine slows all of them. */
async function inTurns<Name extends string>(
  { short }: BenchOptions,
  works: Record<Name, () => PromiseLike<unknown>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < (short ? 3 : 300); round++)
    for (const name of names) {
      const start = performance.now();
      await works[name]();
      times[name].push(performance.now() - start);
    }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Name, number>;
}
