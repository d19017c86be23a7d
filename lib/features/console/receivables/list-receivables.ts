import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { charges, licenses, stripeInvoices, tenants } from "@/drizzle/schema";
import { type AgeingGroup, ageingGroups } from "@/lib/domain/collection/ageing";
import { type Id, isId } from "@/lib/domain/ids";
import { type InvoiceTotals, readTotals } from "@/lib/features/console/invoice-list/invoice-totals";
import {
  ageingCondition,
  listedInvoices,
  repCondition,
} from "@/lib/features/console/invoice-list/list-conditions";
import { searchWords } from "@/lib/features/console/tenant-list/tenant-list-input";
import type { Context } from "@/lib/features/foundation/context/context";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { dueSince, hasPassed, isDebt } from "@/lib/features/license/debts/debt-conditions";
import { type ReceivableRow, readReceivableRows } from "./read-receivable-rows";

export type ReceivablePage = {
  rows: ReceivableRow[];
  total: number;
  page: number;
  pageSize: number;
  totals: InvoiceTotals[];
  ignored: string[];
};

const pageSize = 50;
const lastPage = 20_000;

/** Who owes how much since when: a row for each tenant and currency, what is late the longest first. */
export const listReceivables = useCase(staff("invoices.list"), {
  input: z.object({
    search: z.string().default(""),
    filters: z.record(z.string(), z.string()).default({}),
    page: z.number().optional(),
  }),
  async read({ ctx, input, tx }): Promise<ReceivablePage> {
    const { where, ignored } = conditionsOf(ctx, searchWords(input.search), input.filters);
    const page = Math.min(lastPage, Math.max(1, Math.trunc(input.page ?? 1) || 1));
    const from = sql`${listedInvoices} join ${licenses} on ${licenses.tenantId} = ${tenants.id}
      left join ${charges} on ${charges.stripeInvoiceId} = ${stripeInvoices.stripeInvoiceId}`;
    const late = sql`min(${dueSince}) filter (where ${hasPassed(ctx)})`;
    const { rows } = await tx.execute<{ tenantId: Id<"tenant">; currency: string; n: number }>(sql`
      select ${tenants.id} as "tenantId", ${stripeInvoices.currency} as currency, (count(*) over ())::int as n
      from ${from} where ${where} group by 1, 2
      order by ${late} nulls last, sum(${stripeInvoices.remainingMinor}) desc, 1, 2
      limit ${pageSize} offset ${(page - 1) * pageSize}`);
    const ids = [...new Set(rows.map(({ tenantId }) => tenantId))];
    const owing = sql`(${stripeInvoices.tenantId}, ${stripeInvoices.currency}) in (
      select ${stripeInvoices.tenantId}, ${stripeInvoices.currency} from ${from} where ${where}) and ${isDebt}`;
    return {
      rows: await readReceivableRows(tx, ctx, rows, ids),
      total: rows[0]?.n ?? 0,
      page,
      pageSize,
      totals: await readTotals(tx, ctx, owing),
      ignored,
    };
  },
});

/** What of a debt's tenant the filters ask; one late invoice is enough to be in a group of the ageing. */
function conditionsOf(ctx: Context, words: string, asked: Readonly<Record<string, string>>) {
  const all: SQL[] = [isDebt];
  const read = new Set<string>();
  const add = (name: string, condition: SQL | null) => {
    if (!condition) return;
    read.add(name);
    all.push(condition);
  };
  if (words) all.push(sql`${tenants.name} ilike ${`%${words.replace(/[\\%_]/g, "\\$&")}%`}`);
  const { ageing, rep = "", license, currency = "" } = asked;
  const group: AgeingGroup | undefined = ageingGroups.find((each) => each === ageing);
  add("ageing", group ? ageingCondition(ctx, group) : null);
  const isRep = ["mine", "others", "none"].includes(rep) || isId("user", rep);
  add("rep", isRep ? repCondition(ctx, rep) : null);
  add("license", licenseCondition(license));
  add("currency", /^[A-Z]{3}$/.test(currency) ? sql`${stripeInvoices.currency} = ${currency}` : null);
  return {
    where: sql.join(all, sql` and `),
    ignored: Object.keys(asked).filter((name) => asked[name] && !read.has(name)),
  };
}

function licenseCondition(license: string | undefined): SQL | null {
  if (license === "free") return sql`${licenses.interval} is null`;
  if (license === "suspended") return sql`${licenses.suspendedAt} is not null`;
  if (license === "paid") return sql`(${licenses.interval} is not null and ${licenses.suspendedAt} is null)`;
  return null;
}
