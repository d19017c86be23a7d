import { eq, inArray } from "drizzle-orm";
import { licenses, paymentAccounts, stripePrices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { couponsOfFound, effectiveDiscounts, type FoundDiscount } from "@/lib/domain/coupons/found-discount";
import type { Id } from "@/lib/domain/ids";
import { periodOf } from "@/lib/domain/license/periods";
import type { BilledLine } from "@/lib/domain/promise/lines/billed-line";
import type { PromiseTerms } from "@/lib/domain/promise/promise-terms";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Day, DaySpan } from "@/lib/domain/time/day-span";

type Charged = {
  tenantId: Id<"tenant">;
  timeZone: string;
  /** The first day that is charged. */
  day: Day;
  /** What is charged up to which day, if its days are known. A `once` coupon waits for a whole period. */
  span: DaySpan | null;
  interval: PaidInterval;
  yearStart: Day | null;
  currency: string;
  billed: readonly BilledLine[];
};

type Coupons = Pick<PromiseTerms, "coupons" | "nextCoupons" | "foundDiscounts">;

/** Adds to a promise's coupons those that people put at Stripe on the customer or its subscription. */
export async function withFoundCoupons(
  tx: Transaction,
  own: Pick<PromiseTerms, "coupons" | "nextCoupons">,
  { tenantId, timeZone, day, span, interval, yearStart, currency, billed }: Charged,
): Promise<Coupons> {
  const found = await readFoundDiscounts(tx, tenantId);
  if (found.length === 0) return own;
  const components = await componentsOfProducts(tx, found);
  const period = periodOf(interval, interval === "year" ? (yearStart ?? day) : null, day);
  const { coupons, nextCoupons } = couponsOfFound(found, {
    day,
    endDayOf: (endsAt) => dayOf(new Date(endsAt), timeZone),
    componentsOf: (products) => products.flatMap((product) => components.get(product) ?? []),
    interval,
    yearStart: interval === "year" ? (yearStart ?? day) : null,
    period,
    billed,
    currency,
    isWhole: span !== null && span.from === period.from && span.until >= period.until,
  });
  return {
    coupons: [...own.coupons, ...coupons],
    nextCoupons: [...(own.nextCoupons ?? own.coupons), ...nextCoupons],
    foundDiscounts: found.map(({ id }) => id),
  };
}

async function readFoundDiscounts(
  tx: Transaction,
  tenantId: Id<"tenant">,
): Promise<readonly FoundDiscount[]> {
  const [row] = await tx
    .select({ ofSubscription: licenses.foundDiscounts, ofCustomer: paymentAccounts.foundDiscounts })
    .from(licenses)
    .leftJoin(paymentAccounts, eq(paymentAccounts.tenantId, licenses.tenantId))
    .where(eq(licenses.tenantId, tenantId));
  return effectiveDiscounts(row?.ofCustomer ?? [], row?.ofSubscription ?? []);
}

/** Which components the products of restricted coupons are, by product. */
async function componentsOfProducts(
  tx: Transaction,
  found: readonly FoundDiscount[],
): Promise<Map<string, string[]>> {
  const products = found.flatMap((discount) => discount.products ?? []);
  const components = new Map<string, string[]>();
  if (products.length === 0) return components;
  const rows = await tx
    .selectDistinct({ product: stripePrices.stripeProductId, component: stripePrices.componentKey })
    .from(stripePrices)
    .where(inArray(stripePrices.stripeProductId, products));
  for (const { product, component } of rows)
    components.set(product, [...(components.get(product) ?? []), component]);
  return components;
}
