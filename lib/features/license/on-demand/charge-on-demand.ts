import { z } from "zod";
import { onDemandCharges } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { dayOf } from "@/lib/domain/time/calendar";
import { firstOfMonth } from "@/lib/domain/time/day-span";
import { foreignId, requiredRemark } from "@/lib/features/foundation/input/input-rules";
import { metadata } from "@/lib/features/foundation/input/metadata";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { stripeIntegration } from "@/lib/stripe/client";
import { rateWork } from "./bill-on-demand";
import { chargeNow } from "./charge-now";
import { findKnown } from "./find-known";
import { pricedCharge, whatIsCharged } from "./priced-charge";
import type { OnDemandRow } from "./queries";

/** What it is for, as it stands on the invoice; and why, for staff. */
export const chargeDescription = requiredRemark(200);
export const chargeReason = requiredRemark(500);

export type OnDemandCharged = {
  id: Id<"onDemandCharge">;
  state: OnDemandRow["state"];
  /** What it was billed with; null: it waits for the next invoice, or all of it is included. */
  chargeId: Id<"charge"> | null;
  isNew: boolean;
};

/**
 * Charges work by the price list of the plan that is held, or a free amount: at once, or on the next invoice, which the
 * tenant sees before. `externalId` is the caller's own id: sent again, it is the same charge.
 */
export const chargeOnDemand = useCase(tenant("on_demand.charge"), {
  input: z.strictObject({
    what: whatIsCharged,
    description: chargeDescription,
    reason: chargeReason,
    when: z.enum(["now", "next_invoice"]).default("next_invoice"),
    externalId: foreignId.optional(),
    /** For programs that repeat what they got no answer to, and send no id: the same again is the same charge. */
    mergesRepeats: z.boolean().default(false),
    metadata: metadata.default({}),
  }),
  async write({ ctx, tx, tenantId, standing, input, audit }) {
    const license = await lockLicense(tx, tenantId);
    const known = await findKnown(tx, ctx, tenantId, input);
    if (known) {
      const { id, state, chargeId } = known;
      return { charged: { id, state, chargeId, isNew: false }, message: null };
    }
    if (!stripeIntegration()) throw new Refused("stripe_off");
    if (!(await findPaymentAccount(tx, tenantId))?.stripeCustomerId)
      throw new Refused("payment_account_missing");
    const isNow = input.when === "now";
    if (!isNow && !license.usageDueAt)
      throw new Refused("invalid_input", { fields: [{ field: "when", rule: "no_next_invoice" }] });
    const day = dayOf(ctx.now, standing.tenant.timeZone);
    const id = newId("onDemandCharge");
    const charge = await pricedCharge(tx, license, { ...input, id, day, currency: standing.tenant.currency });
    const [row] = await tx
      .insert(onDemandCharges)
      .values({
        tenantId,
        id,
        state: "pending",
        charge,
        monthFrom: firstOfMonth(day),
        component: charge.component,
        isNow,
        reason: input.reason,
        externalId: input.externalId ?? null,
        metadata: input.metadata,
        chargedBy: ctx.actor.kind === "user" ? ctx.actor.name : ctx.actor.kind,
        createdAt: ctx.now,
      })
      .returning();
    await audit({
      action: "on_demand.charge",
      after: {
        description: input.description,
        amount: row ? await amountBeforeTax(tx, row) : undefined,
        reason: input.reason,
        when: input.when,
      },
    });
    const billed = isNow && row ? await chargeNow(tx, ctx, row) : null;
    const state = isNow ? ("billed" as const) : ("pending" as const);
    return {
      charged: { id, state, chargeId: billed?.chargeId ?? null, isNew: true },
      message: billed?.message ?? null,
    };
  },
  async afterCommit({ ctx }, { charged, message }): Promise<OnDemandCharged> {
    if (message) await processMessage(ctx, message satisfies MessageReference);
    return charged;
  },
});

/** What it comes to now, before discounts and tax: what is included in the month is left out. */
async function amountBeforeTax(tx: Transaction, row: OnDemandRow): Promise<string> {
  const { lines } = await rateWork(tx, [row]);
  return `${lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)} ${row.charge.currency}`;
}
