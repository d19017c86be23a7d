import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { billingDetails } from "@/drizzle/schema";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import {
  detailsOf,
  type FieldValues,
  type StripeField,
  type StripeValues,
  sameValue,
  valuesOf,
} from "@/lib/domain/billing-details/fields";
import type { StripeBillingDetails } from "@/lib/domain/billing-details/stripe-billing-details";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import {
  enqueueMessage,
  type MessageReference,
  pendingParameters,
} from "@/lib/features/foundation/outbox/enqueue-message";
import { handler, type Message } from "@/lib/features/foundation/outbox/handler";
import { lockTenant } from "@/lib/features/foundation/use-case/lock-tenant";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { OutsideUnreachable } from "@/lib/http/outside";
import { readBillingCustomer, writeBillingCustomer } from "@/lib/stripe/billing-customer";
import { applyStripeDetails, pick } from "./apply-stripe-details";
import { findBillingDetailsRow } from "./queries";

/** Longer than one attempt may take; after it, the process that was writing is taken for dead. */
const writingSeconds = 25;

/** Enqueues the message that writes the details to Stripe's customer; null without a customer or details. */
export async function syncBillingDetails(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  executor: "caller" | "worker" = "caller",
): Promise<MessageReference | null> {
  if (!(await findPaymentAccount(tx, tenantId))) return null;
  if (!(await findBillingDetailsRow(tx, tenantId))) return null;
  return enqueueMessage(tx, ctx, tenantId, "stripe.customer.update_billing_details", {}, executor);
}

export async function syncUnlessPending(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
): Promise<void> {
  if (await isSyncPending(tx, tenantId)) return;
  await syncBillingDetails(tx, ctx, tenantId, "worker");
}

export const isSyncPending = async (tx: Transaction, tenantId: Id<"tenant">): Promise<boolean> =>
  (await pendingParameters(tx, tenantId, "stripe.customer.update_billing_details")) !== null;

/** `values` as they were sent, and what the customer had after. */
type Sent = { fields: StripeField[]; values: StripeValues; after: StripeBillingDetails };

/**
 * Reads the customer, compares, and sends the fields that changed here and not there: what is saved now, not what was
 * saved when this message was enqueued, so late repeats undo nothing. One at a time for each tenant. Stripe has no
 * conditional write: it is read once more right before, and a change in the milliseconds after that is not seen.
 */
export const stripeBillingDetailsUpdate = handler("stripe.customer.update_billing_details", {
  async execute(_parameters, message, ctx) {
    const begun = await inTenant(message.tenantId, (tx) => begin(tx, message));
    if (!begun) return null;
    const theirs = await readBillingCustomer(begun.customerId);
    if (!theirs) return null;
    const plan = await inTenant(message.tenantId, (tx) =>
      plannedFrom(tx, ctx, message, theirs, begun.sequenceNumber),
    );
    if (plan.fields.length === 0) return null;
    const key = `${message.id}:${message.attempts}`;
    const after = await writeBillingCustomer(theirs, plan.fields, plan.values, key);
    return after && { ...plan, after };
  },

  async settle(tx, ctx, message, _parameters, sent) {
    await lockTenant(tx, message.tenantId);
    const row = await findBillingDetailsRow(tx, message.tenantId);
    if (!row) return;
    await release(tx, message, { sending: null, stripeRefusal: null });
    if (!sent) return;
    const { fields, values, after } = sent;
    // Stripe's spelling becomes ours, unless somebody has entered something new meanwhile.
    const ours = valuesOf(row.details);
    const spelling = fields.filter(
      (field) =>
        sameValue(field, values[field], ours[field]) && !sameValue(field, values[field], after.values[field]),
    );
    const known = row.knownAtStripe?.customerId === after.customerId ? row.knownAtStripe.values : {};
    await tx
      .update(billingDetails)
      .set({
        details: detailsOf({ ...ours, ...pick(after.values, spelling) } as FieldValues),
        knownAtStripe: { customerId: after.customerId, values: { ...known, ...pick(after.values, fields) } },
        sequenceNumber: row.sequenceNumber + 1,
      })
      .where(eq(billingDetails.tenantId, message.tenantId));
    const toSend = await applyStripeDetails(tx, ctx, message.tenantId, after, row.sequenceNumber + 1);
    // Entered again while it was on its way: the newest is sent again.
    if (toSend && toSend.length > 0) await syncUnlessPending(tx, ctx, message.tenantId);
  },

  async refuse(tx, ctx, message, _parameters, reason) {
    // What was being sent stays known: some of it may have arrived.
    await release(tx, message, { stripeRefusal: reason });
    await recordAudit(tx, ctx, message.tenantId, {
      action: "billing_details.refused_by_stripe",
      after: { reason },
    });
  },
});

/** Takes the tenant's turn to write. Null when there is nothing to write about. */
async function begin(
  tx: Transaction,
  message: Message,
): Promise<{ customerId: string; sequenceNumber: number } | null> {
  const account = await findPaymentAccount(tx, message.tenantId);
  const row = await findBillingDetailsRow(tx, message.tenantId);
  if (!account || !row) return null;
  if (!account.stripeCustomerId) throw new OutsideUnreachable("the Stripe customer is still being created");
  const [turn] = await tx
    .update(billingDetails)
    .set({
      sendingMessage: message.id,
      sendingUntil: sql`clock_timestamp() + make_interval(secs => ${writingSeconds})`,
    })
    .where(
      and(
        eq(billingDetails.tenantId, message.tenantId),
        or(
          isNull(billingDetails.sendingUntil),
          lt(billingDetails.sendingUntil, sql`clock_timestamp()`),
          eq(billingDetails.sendingMessage, message.id),
        ),
      ),
    )
    .returning({ sequenceNumber: billingDetails.sequenceNumber });
  if (!turn) throw new OutsideUnreachable("billing details are just being written to Stripe");
  return { customerId: account.stripeCustomerId, sequenceNumber: turn.sequenceNumber };
}

/** Compares, and notes what will be sent before it is, so that finding it there later is no surprise. */
async function plannedFrom(
  tx: Transaction,
  ctx: Context,
  message: Message,
  theirs: StripeBillingDetails,
  sequenceNumber: number,
): Promise<Pick<Sent, "fields" | "values">> {
  await lockTenant(tx, message.tenantId);
  const fields = await applyStripeDetails(tx, ctx, message.tenantId, theirs, sequenceNumber);
  if (!fields) throw new OutsideUnreachable("billing details were written to Stripe meanwhile");
  const row = await findBillingDetailsRow(tx, message.tenantId);
  if (!row) return { fields: [], values: theirs.values };
  const values = valuesOf(row.details);
  await tx
    .update(billingDetails)
    .set({ sending: pick(values, fields) })
    .where(eq(billingDetails.tenantId, message.tenantId));
  return { fields, values };
}

const release = (
  tx: Transaction,
  message: Message,
  end: Partial<Pick<typeof billingDetails.$inferInsert, "sending" | "stripeRefusal">>,
) =>
  tx
    .update(billingDetails)
    .set({ ...end, sendingMessage: null, sendingUntil: null })
    .where(and(eq(billingDetails.tenantId, message.tenantId), eq(billingDetails.sendingMessage, message.id)));
