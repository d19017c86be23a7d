import { isDeepStrictEqual } from "node:util";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { coupons } from "@/drizzle/schema";
import { type FieldError, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { auditedCoupon } from "./audited-coupon";
import { couponFields, fixedFields, requireOrder } from "./coupon-fields";
import { requirePlans } from "./require-plans";

/**
 * Changes a coupon. Names, the last day and how often it can be used may always change; what it takes off, and for whom,
 * only while nobody has used it and no open order has it. The row is locked, so nobody uses it meanwhile.
 */
export const updateCoupon = useCase(staff("catalog.edit"), {
  input: z.strictObject({ id: id("coupon"), ...couponFields }).superRefine(requireOrder),
  async write({ input: { id: couponId, ...fields }, tx, audit }): Promise<{ id: Id<"coupon"> }> {
    const [before] = await tx.select().from(coupons).where(eq(coupons.id, couponId)).for("update");
    if (!before) throw new Refused("not_found");
    const problems: FieldError[] = [];
    if (before.used > 0)
      for (const field of fixedFields)
        if (!isDeepStrictEqual(before[field], fields[field])) problems.push({ field, rule: "fixed_by_use" });
    if (fields.maximumUses !== null && fields.maximumUses < before.used)
      problems.push({ field: "maximumUses", rule: "too_small", params: { minimum: before.used } });
    if (problems.length > 0) throw new Refused("invalid_input", { fields: problems });
    await requirePlans(tx, fields.plans);
    await tx.update(coupons).set(fields).where(eq(coupons.id, couponId));
    const [old, now] = [auditedCoupon(before), auditedCoupon(fields)];
    const changed = (Object.keys(now) as (keyof typeof now)[]).filter((field) => old[field] !== now[field]);
    const ofChanged = (coupon: typeof now) =>
      Object.fromEntries(changed.map((field) => [field, coupon[field]]));
    if (changed.length > 0)
      await audit({
        action: "coupon.change",
        before: ofChanged(old),
        after: { coupon: before.code, ...ofChanged(now) },
      });
    return { id: couponId };
  },
});
