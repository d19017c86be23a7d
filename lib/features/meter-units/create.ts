import { z } from "zod";
import { meterUnits } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { stripeIntegration } from "@/lib/stripe/client";
import { deskCommand } from "../shared/desk-command";
import { meterUnitFields, saysWhatIsUnique } from "./schema";

/** Defines a meter unit. Its name is the name for good once a published plan refers to it. */
export const createMeterUnit = deskCommand({
  action: "catalog.edit",
  input: z.strictObject(meterUnitFields).refine(saysWhatIsUnique.holds, saysWhatIsUnique.otherwise),
  async run({ ctx, input, tx, audit }): Promise<{ id: Id<"meterUnit"> }> {
    const chosen = stripeIntegration() ? input.aggregation : undefined;
    const unit = { ...input, id: newId("meterUnit"), aggregation: chosen ?? "sum" };
    const [made] = await tx
      .insert(meterUnits)
      .values({ ...unit, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: meterUnits.id });
    if (!made) throw new Refused("invalid_input", { fields: [{ field: "unitName", rule: "key_taken" }] });
    await audit({ action: "meter_unit.create", after: { unitName: unit.unitName } });
    return made;
  },
});
