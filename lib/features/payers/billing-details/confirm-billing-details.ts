import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { billingDetailEntries } from "@/drizzle/schema";
import { actorLabel } from "@/lib/domain/access/actor";
import { detailFields } from "@/lib/domain/billing-details/fields";
import { Refused } from "@/lib/domain/errors";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import { instant } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { audited } from "./audited";
import { findBillingDetails } from "./queries";

/**
 * Confirms what staff entered on the tenant's behalf. Each field is named with the time at which the confirmed value was
 * entered: what was entered again meanwhile has not been seen, so it is not confirmed. Doing it twice confirms once.
 */
export const confirmBillingDetails = useCase(tenant("billing_details.confirm", { locks: true }), {
  input: z.strictObject({
    fields: z
      .array(z.strictObject({ field: z.enum(detailFields), enteredAt: instant }))
      .min(1)
      .max(detailFields.length),
  }),
  async write({ ctx, input, tx, tenantId, audit }) {
    const wanted = new Map(
      input.fields.map(({ field, enteredAt }) => [field, new Date(enteredAt).getTime()]),
    );
    const ofTenant = eq(billingDetailEntries.tenantId, tenantId);
    const entries = await tx
      .select()
      .from(billingDetailEntries)
      .where(and(ofTenant, inArray(billingDetailEntries.field, [...wanted.keys()])));
    if (entries.some((entry) => entry.enteredAt.getTime() !== wanted.get(entry.field)))
      throw new Refused("changed_meanwhile");
    const open = entries.filter((entry) => entry.needsConfirmation).map((entry) => entry.field);
    if (open.length === 0) return { confirmed: 0 };
    await tx
      .update(billingDetailEntries)
      .set({
        needsConfirmation: false,
        confirmedBy: actorLabel(ctx.actor),
        confirmedByName: actorName(ctx),
        confirmedAt: ctx.now,
      })
      .where(and(ofTenant, inArray(billingDetailEntries.field, open)));
    await audit({
      action: "billing_details.confirm",
      after: audited(await findBillingDetails(tx, tenantId), open),
    });
    return { confirmed: open.length };
  },
});
