import { and, asc, eq, inArray, notInArray, sql } from "drizzle-orm";
import { z } from "zod";
import { billedLines, charges, couponRedemptions, coupons, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { keptShares } from "@/lib/domain/coupons/running-coupons";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Day } from "@/lib/domain/time/day-span";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** Who redeemed a coupon, on which of their days, and what it took off until now. */
export type CouponUse = {
  tenantSlug: string;
  tenantName: string;
  redeemedOn: Day;
  /** Minor units: what it took off charges, less what came back with unused days. */
  savedMinor: string;
  currency: string;
  /** ISO 8601; when the license ended, and the coupon with it. */
  endedAt: string | null;
};

/** The redemptions of a coupon, oldest first. */
export const couponUses = useCase(staff("catalog.view"), {
  input: z.strictObject({ id: id("coupon") }),
  async read({ input, tx }): Promise<CouponUse[]> {
    const [coupon] = await tx.select({ id: coupons.id }).from(coupons).where(eq(coupons.id, input.id));
    if (!coupon) throw new Refused("not_found");
    const rows = await tx
      .select({ redemption: couponRedemptions, tenant: tenants })
      .from(couponRedemptions)
      .innerJoin(tenants, eq(tenants.id, couponRedemptions.tenantId))
      .where(eq(couponRedemptions.couponId, input.id))
      .orderBy(asc(couponRedemptions.createdAt), asc(couponRedemptions.id))
      .limit(1000);
    const taken = await readTaken(
      tx,
      input.id,
      rows.map(({ tenant }) => tenant.id),
    );
    return rows.map(({ redemption: { redeemedOn, endedAt, tenantId }, tenant }) => {
      const next = rows.find(
        ({ redemption }) => redemption.tenantId === tenantId && redemption.redeemedOn > redeemedOn,
      );
      const own = taken.filter(
        (each) =>
          each.tenantId === tenantId &&
          each.from >= redeemedOn &&
          (!next || each.from < next.redemption.redeemedOn),
      );
      return {
        tenantSlug: tenant.slug,
        tenantName: tenant.name,
        redeemedOn,
        savedMinor: String(own.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)),
        currency: own[0]?.currency ?? tenant.currency,
        endedAt: endedAt?.toISOString() ?? null,
      };
    });
  },
});

type Taken = { tenantId: Id<"tenant">; from: Day; amountMinor: bigint; currency: string };

/** What the coupon took off each billed line of these tenants. */
async function readTaken(
  tx: Transaction,
  couponId: Id<"coupon">,
  tenantIds: Id<"tenant">[],
): Promise<Taken[]> {
  if (tenantIds.length === 0) return [];
  const lowered = JSON.stringify({ discounts: [{ coupon: couponId }] });
  const rows = await tx
    .select({ billed: billedLines, currency: charges.currency })
    .from(billedLines)
    .innerJoin(charges, and(eq(charges.tenantId, billedLines.tenantId), eq(charges.id, billedLines.chargeId)))
    .where(
      and(
        inArray(billedLines.tenantId, [...new Set(tenantIds)]),
        notInArray(charges.state, ["void", "failed"]),
        sql`${billedLines.line} @> ${lowered}::jsonb`,
      ),
    );
  return rows.map(({ billed, currency }) => {
    const line = {
      ...billed.line,
      id: billed.id,
      invoiceId: billed.chargeId,
      standing: "paid" as const,
      givenBackFrom: billed.givenBackFrom,
    };
    const amountMinor = keptShares(line, currency)
      .filter(({ coupon }) => coupon === couponId)
      .reduce((sum, share) => sum + share.amountMinor, 0n);
    return { tenantId: billed.tenantId, from: line.span.from, amountMinor, currency };
  });
}
