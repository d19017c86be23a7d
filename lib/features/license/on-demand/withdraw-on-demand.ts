import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { onDemandCharges } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { requiredRemark } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";

/** Takes back a charge that is not billed yet. One that was withdrawn stays so; a billed one is credited in Stripe. */
export const withdrawOnDemand = useCase(tenant("on_demand.charge"), {
  input: z.strictObject({ onDemandChargeId: id("onDemandCharge"), reason: requiredRemark(500) }),
  async write({ ctx, tx, tenantId, input, audit }): Promise<null> {
    await lockLicense(tx, tenantId);
    const own = and(eq(onDemandCharges.tenantId, tenantId), eq(onDemandCharges.id, input.onDemandChargeId));
    const [row] = await tx.select().from(onDemandCharges).where(own);
    if (!row) throw new Refused("not_found");
    if (row.state === "withdrawn") return null;
    if (row.state === "billed") throw new Refused("too_late");
    await tx.update(onDemandCharges).set({ state: "withdrawn", closedAt: ctx.now }).where(own);
    await audit({
      action: "on_demand.withdraw",
      before: { description: row.charge.description },
      after: { reason: input.reason },
    });
    return null;
  },
});
