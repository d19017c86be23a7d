import { z } from "zod";
import { id } from "@/lib/features/foundation/input/id";

const stripeId = z.string().min(1);
const ofTenant = z.object({ tenantId: id("tenant") });

/**
 * The jobs that the worker knows, each with its payload; `server/jobs.ts` maps each to the use-case that does it.
 * Unknown fields are dropped: while a new version is deployed, the queue holds jobs that the other version enqueued.
 */
const jobPayloads = {
  "outbox-message": z.object({ tenantId: id("tenant"), messageId: id("message") }),
  "stripe-event": z.object({ eventId: stripeId }),
  "check-checkout": z.object({ sessionId: stripeId }),
  "refresh-subscription": z.object({ subscriptionId: stripeId }),
  "refresh-account": z.object({ customerId: stripeId }),
  "list-invoices": z.object({ customerId: stripeId }),
  /** UUIDs without prefix, as the usage tables name tenants and units. */
  recount: z.object({ tenantId: z.guid(), unitId: z.guid() }),
  "refresh-invoice": z.object({ stripeInvoiceId: stripeId }),
  /** Keeps what Stripe has printed of an invoice. */
  "keep-documents": z.object({ stripeInvoiceId: stripeId }),
  /** Begins the tenant's due periods and goes on with what waits for an invoice. */
  close: ofTenant,
  /** A card was put on file: what is unpaid is tried at once. */
  "collect-unpaid": ofTenant,
  "end-unpaid": ofTenant,
  /** Tells the payer that a trial ends soon. */
  "trial-reminder": ofTenant,
  "renewal-reminder": ofTenant,
  /** Tells the tenant which of its thresholds it has reached. */
  "usage-alerts": ofTenant,
  /** A subscription was ended at Stripe and nobody has decided what follows. */
  "stop-unfollowed": ofTenant,
  contract: ofTenant,
  "contract-payment": ofTenant,
  /** Goes on with the running comparison of Choba with Stripe. */
  reconcile: z.object({}),
  "expire-quotes": z.object({}),
  /** Stripe was away: asks whether it is back. */
  "look-for-stripe": z.object({}),
  /** Numbers new events and puts them on their way to the endpoints that want them. */
  "publish-events": z.object({}),
  /** Sends what is due to one endpoint. */
  "deliver-events": z.object({ endpointId: id("webhookEndpoint") }),
  /** Deletes what is older than it is kept. */
  "purge-messages": z.object({}),
} as const;

export type JobName = keyof typeof jobPayloads;
export type JobPayload<Name extends JobName> = z.output<(typeof jobPayloads)[Name]>;

/** The payload of a job as the queue holds it, checked. Throws an error that says what is wrong with it. */
export function parseJobPayload<Name extends JobName>(name: Name, payload: unknown): JobPayload<Name> {
  const parsed = jobPayloads[name].safeParse(payload);
  if (!parsed.success)
    throw new InvalidJobPayload(`the payload of a job ${name} is invalid: ${z.prettifyError(parsed.error)}`);
  return parsed.data as JobPayload<Name>;
}

/** Another attempt would find the same payload, so the worker makes none. */
export class InvalidJobPayload extends Error {}
