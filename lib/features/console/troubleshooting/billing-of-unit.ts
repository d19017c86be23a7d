import { and, eq } from "drizzle-orm";
import { billedUsage, charges, planVersions, stripeInvoices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { type Id, isId } from "@/lib/domain/ids";
import type { ChargeState } from "@/lib/domain/license/charge";
import { parseDecimal } from "@/lib/domain/money/decimal";
import { correctMonth } from "@/lib/domain/rated-usage/correct-month";
import { type ComponentOfMonth, componentsOfMonth } from "@/lib/domain/rated-usage/rate-month";
import { type Day, firstOfMonth } from "@/lib/domain/time/day-span";
import { type BillingStop, billingStopOf } from "@/lib/domain/troubleshooting/billing-stop";
import { type PromiseLineView, usageLineView } from "@/lib/features/license/charges/promise-view";
import { findRatedMonth } from "@/lib/features/license/usage-charges/rated-months";
import { type MonthBill, readMonthBill } from "@/lib/features/license/usage-charges/read-month-bill";

/** How a version prices a unit in a month. Quantities are decimals in priced units, amounts minor units as text. */
export type UnitPrice = {
  planName: LocalizedText;
  version: number;
  component: LocalizedText;
  used: string;
  /** Null: as much as one likes. */
  allowance: string | null;
  beyond: string;
  amountMinor: string;
  currency: string;
  lines: PromiseLineView[];
};

/** A line that bills the unit's month. */
export type BilledBy = {
  /** Null: a statement, for an invoice that people make in Stripe. */
  chargeId: Id<"charge"> | null;
  state: ChargeState | null;
  invoice: { id: string; number: string | null } | null;
  line: PromiseLineView;
  currency: string;
};

/** What became of a unit's count of a month on its way to an invoice. */
export type BillingOfUnit = {
  monthFrom: Day;
  /** Of the days that are billed; null: the unit is not priced. */
  monthCount: string | null;
  ratedAt: string | null;
  prices: UnitPrice[];
  billedBy: BilledBy[];
  /** Null: it stands on an invoice. */
  stop: BillingStop | null;
};

/** A tenant's month, with what of it is billed, read once for all units. */
export async function readMonthOfDay(tx: Transaction, tenantId: Id<"tenant">, day: Day, timeZone: string) {
  const monthFrom = firstOfMonth(day);
  const bill = await readMonthBill(tx, tenantId, monthFrom, timeZone);
  const rated = await findRatedMonth(tx, tenantId, monthFrom);
  return {
    bill,
    components: bill.toRate.unpriceable.length === 0 ? componentsOfMonth(bill.toRate) : [],
    lines: await billedLinesOfMonth(tx, tenantId, monthFrom),
    rated,
    isCorrected: rated !== null && rated.closedAt === null,
  };
}
type MonthOfDay = Awaited<ReturnType<typeof readMonthOfDay>>;

export async function billingOfUnit(
  tx: Transaction,
  unitName: string,
  day: Day,
  month: MonthOfDay,
): Promise<BillingOfUnit> {
  const { bill, components, rated } = month;
  const term = bill.toRate.terms.find(({ span }) => span.from <= day && day < span.until);
  const ofUnit = components.filter(({ component }) => component.meter === unitName);
  const keys = new Set(ofUnit.map(({ component }) => component.key));
  const billedBy = month.lines.filter(({ component }) => keys.has(component)).map(({ billed }) => billed);
  return {
    monthFrom: firstOfMonth(day),
    monthCount: ofUnit.length > 0 ? (bill.toRate.counts[unitName] ?? "0") : null,
    ratedAt: rated?.ratedAt.toISOString() ?? null,
    prices: await Promise.all(ofUnit.map((each) => unitPrice(tx, each))),
    billedBy,
    stop: billingStopOf({
      isPaidDay: term !== undefined,
      isPriced: term !== undefined && ofUnit.some((each) => each.planVersionId === term.planVersionId),
      isBeyond: ofUnit.some(({ beyond, amountMinor }) => parseDecimal(beyond) > 0n || amountMinor !== 0n),
      isRated: rated !== null,
      rest: restOf(bill, keys, month.isCorrected),
      billedBy: billedBy.map(({ state }) => state),
    }),
  };
}

function restOf({ toRate, billed }: MonthBill, keys: ReadonlySet<string>, isCorrected: boolean) {
  if (!billed || toRate.unpriceable.length > 0) return "none";
  const rest = isCorrected ? billed.toCome : correctMonth(toRate.lines, billed.lines.filter(toRate.isPriced));
  if (!rest.some(({ component }) => keys.has(component))) return "none";
  return isCorrected ? "to_come" : "too_old";
}

async function unitPrice(tx: Transaction, each: ComponentOfMonth): Promise<UnitPrice> {
  const { planVersionId } = each;
  const [version] = isId("planVersion", planVersionId)
    ? await tx
        .select({ version: planVersions.version })
        .from(planVersions)
        .where(eq(planVersions.id, planVersionId))
    : [];
  return {
    planName: each.planName,
    version: version?.version ?? 0,
    component: each.component.name,
    used: each.used,
    allowance: each.allowance,
    beyond: each.beyond,
    amountMinor: String(each.amountMinor),
    currency: each.currency,
    lines: each.lines.map(usageLineView),
  };
}

async function billedLinesOfMonth(tx: Transaction, tenantId: Id<"tenant">, monthFrom: Day) {
  const rows = await tx
    .select({
      usage: billedUsage,
      state: charges.state,
      invoiceId: charges.stripeInvoiceId,
      number: stripeInvoices.number,
    })
    .from(billedUsage)
    .leftJoin(charges, and(eq(charges.tenantId, billedUsage.tenantId), eq(charges.id, billedUsage.chargeId)))
    .leftJoin(
      stripeInvoices,
      and(
        eq(stripeInvoices.tenantId, billedUsage.tenantId),
        eq(stripeInvoices.stripeInvoiceId, charges.stripeInvoiceId),
      ),
    )
    .where(and(eq(billedUsage.tenantId, tenantId), eq(billedUsage.monthFrom, monthFrom)))
    .orderBy(billedUsage.createdAt, billedUsage.id);
  return rows.map(({ usage: { line, chargeId }, state, invoiceId, number }) => ({
    component: line.component,
    billed: {
      chargeId,
      state,
      invoice: invoiceId ? { id: invoiceId, number } : null,
      line: usageLineView(line),
      currency: line.currency,
    } satisfies BilledBy,
  }));
}
