import { z } from "zod";
import { coupons } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { auditedCoupon } from "./audited-coupon";
import { couponCode, couponFields, requireOrder } from "./coupon-fields";
import { requirePlans } from "./require-plans";

/** Creates a coupon. Its code is unique, compared without case, and never changes. */
export const createCoupon = useCase(staff("catalog.edit"), {
  input: z.strictObject({ code: couponCode, ...couponFields }).superRefine(requireOrder),
  async write({ ctx, input: { code, ...fields }, tx, audit }): Promise<{ id: Id<"coupon"> }> {
    await requirePlans(tx, fields.plans);
    const [made] = await tx
      .insert(coupons)
      .values({ id: newId("coupon"), code, ...fields, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: coupons.id });
    if (!made) throw new Refused("invalid_input", { fields: [{ field: "code", rule: "key_taken" }] });
    await audit({ action: "coupon.create", after: { coupon: code, ...auditedCoupon(fields) } });
    return made;
  },
});
