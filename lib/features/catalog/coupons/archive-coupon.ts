import { eq } from "drizzle-orm";
import { z } from "zod";
import { coupons } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** Nobody can redeem an archived coupon; whoever has redeemed it keeps it. `archived` false brings it back. */
export const archiveCoupon = useCase(staff("catalog.edit"), {
  input: z.strictObject({ id: id("coupon"), archived: z.boolean().default(true) }),
  async write({ ctx, input, tx, audit }): Promise<{ archivedAt: string | null }> {
    const [row] = await tx.select().from(coupons).where(eq(coupons.id, input.id)).for("update");
    if (!row) throw new Refused("not_found");
    if ((row.archivedAt !== null) === input.archived)
      return { archivedAt: row.archivedAt?.toISOString() ?? null };
    const archivedAt = input.archived ? ctx.now : null;
    await tx.update(coupons).set({ archivedAt }).where(eq(coupons.id, input.id));
    await audit({
      action: input.archived ? "coupon.archive" : "coupon.restore",
      after: { coupon: row.code },
    });
    return { archivedAt: archivedAt?.toISOString() ?? null };
  },
});
