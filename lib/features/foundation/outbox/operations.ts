import { z } from "zod";
import { paidIntervals } from "@/lib/domain/catalog/plan";
import { id } from "@/lib/features/foundation/input/id";
import { mailTemplates } from "@/lib/mail/templates";

const orderOnly = z.object({ orderId: id("order") });
const locale = z.enum(["en", "ja"]);
const reservationMethod = z.enum(["schedule", "successor"]);

/**
 * The subscriptions that a settlement terminates, and what it credits for each (null: not worked out yet). Stored with
 * the message, so that every attempt credits the same, whatever Stripe says by then.
 */
export const terminationSteps = z.array(
  z.object({
    subscriptionId: z.string(),
    contractId: id("contract"),
    /** The instant at which its contract ended. */
    at: z.iso.datetime(),
    credits: z
      .array(
        z.object({
          amountMinor: z.string(),
          description: z.string(),
          from: z.iso.datetime(),
          to: z.iso.datetime(),
          taxRateIds: z.array(z.string()).default([]),
        }),
      )
      .nullable(),
  }),
);

/**
 * Every operation that a message can ask for, with the parameters it needs. Enqueueing a message needs this file
 * only: `handlers.ts` loads the code that carries it out.
 */
export const operations = {
  "mail.send": z.object({
    to: z.string(),
    locale,
    template: z.enum(mailTemplates),
    values: z.record(z.string(), z.string()),
    /** The page that the mail's link opens, from the root. */
    path: z.string(),
  }),
  "stripe.catalog.publish": z.object({
    planVersionId: id("planVersion"),
    planKey: z.string(),
    version: z.number(),
  }),
  "stripe.checkout.create": z.object({ orderId: id("order"), locale }),
  "stripe.checkout.expire": z.object({ sessionId: z.string() }),
  "stripe.contract.end_date": z.object({ contractId: id("contract") }),
  "stripe.contract.settle": z.object({
    endedContractId: id("contract").nullable(),
    startedContractId: id("contract").nullable(),
    /** The instant at which the one gives way to the other. */
    at: z.iso.datetime(),
    /** What is to be terminated, written by the first attempt; null before it. */
    windUp: terminationSteps.nullable().default(null),
  }),
  "stripe.customer.create": z.object({ payerName: z.string(), payerEmail: z.string(), locale }),
  "stripe.customer.name_tenant": z.object({ stripeCustomerId: z.string() }),
  "stripe.customer.update_billing_details": z.object({}),
  "stripe.customer.use_card": z.object({ orderId: id("order"), paymentMethodId: z.string() }),
  "stripe.invoice.void": z.object({
    orderId: id("order"),
    invoiceId: z.string(),
    subscriptionId: z.string(),
  }),
  "stripe.reservation.cancel": z.object({
    reservationId: id("reservation"),
    subscriptionId: z.string(),
    scheduleId: z.string().nullable(),
    method: reservationMethod,
  }),
  "stripe.reservation.create": z.object({
    reservationId: id("reservation"),
    subscriptionId: z.string(),
    stripePriceId: z.string(),
    interval: z.enum(paidIntervals),
    method: reservationMethod,
    effectiveAt: z.string(),
  }),
  "stripe.schedule.release_applied": z.object({ scheduleId: z.string() }),
  "stripe.subscription.create": orderOnly,
  "stripe.subscription.set_renewal": z.object({ subscriptionId: z.string(), renews: z.boolean() }),
  "stripe.subscription.upgrade": orderOnly,
  "stripe.tax_rate.rename": z.object({ taxRateId: id("taxRate") }),
} as const;

export type OperationName = keyof typeof operations;
export type OperationInput<Name extends OperationName> = z.input<(typeof operations)[Name]>;
export type OperationParameters<Name extends OperationName> = z.output<(typeof operations)[Name]>;

export const isOperationName = (name: string): name is OperationName => Object.hasOwn(operations, name);

/** Their parameters hold a secret (a sign-in link). They are deleted when the message is closed. */
export const operationsWithSecrets: ReadonlySet<OperationName> = new Set(["mail.send"]);
