import { z } from "zod";
import { writeOffCauses } from "@/lib/domain/collection/write-off";
import type { OutboxState } from "@/lib/domain/messages/message-states";
import { id } from "@/lib/features/foundation/input/id";
import { type MailTemplate, mailFactNames, mailTemplates } from "@/lib/mail/templates";

const orderOnly = z.object({ orderId: id("order") });
const locale = z.enum(["en", "ja"]);

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
    /** What stands in a table below the text. */
    facts: z.array(z.object({ name: z.enum(mailFactNames), value: z.string() })).default([]),
    /** The page that the mail's link opens, from the root. */
    path: z.string(),
  }),
  /** Pays an open invoice from the customer's balance. */
  "stripe.balance.apply": z.object({
    stripeInvoiceId: z.string(),
    customerId: z.string(),
    number: z.string(),
    /** Minor units. */
    amountMinor: z.string(),
    currency: z.string(),
  }),
  "stripe.catalog.publish": z.object({
    planVersionId: id("planVersion"),
    planKey: z.string(),
    version: z.number(),
  }),
  /** Makes the invoice of what a contract charges when it begins or ends. */
  "stripe.charge.invoice": z.object({ chargeId: id("charge"), contractId: id("contract") }),
  /** Tries again to collect the open invoice of a charge. */
  "stripe.charge.retry": z.object({ chargeId: id("charge") }),
  "stripe.checkout.create": z.object({ orderId: id("order"), locale }),
  "stripe.checkout.expire": z.object({ sessionId: z.string() }),
  /** Makes one of the credit notes that a charge's promise has. */
  "stripe.credit_note.create": z.object({ chargeId: id("charge"), index: z.int() }),
  "stripe.customer.create": z.object({ payerName: z.string(), payerEmail: z.string(), locale }),
  "stripe.customer.name_tenant": z.object({ stripeCustomerId: z.string() }),
  "stripe.customer.update_billing_details": z.object({}),
  "stripe.customer.use_card": z.object({ orderId: id("order"), paymentMethodId: z.string() }),
  /** Puts what a close owes on its invoice. */
  "stripe.close.carry": z.object({ closeId: id("close") }),
  /** Tells Stripe that nobody pays the rest of an invoice. */
  "stripe.invoice.write_off": z.object({ stripeInvoiceId: z.string(), cause: z.enum(writeOffCauses) }),
  /** Voids the invoice of an order that was given up or not paid in time. */
  "stripe.invoice.void": orderOnly,
  /** Makes the invoice of what was charged at once. */
  "stripe.on_demand.invoice": z.object({ chargeId: id("charge") }),
  /** Takes back what people changed at Stripe. */
  "stripe.difference.put_right": z.object({ differenceId: id("difference") }),
  /** Takes back what a subscription's draft would charge although no period expects it. */
  "stripe.draft.take_back": z.object({ stripeInvoiceId: z.string() }),
  /** Makes and charges the invoice of an order. */
  "stripe.order.invoice": orderOnly,
  /** Makes the subscription say what the license says. */
  "stripe.subscription.sync": z.object({}),
  /** Enters the seller's registration number at the Stripe account. */
  "stripe.tax_id.create": z.object({ number: z.string() }),
  "stripe.tax_rate.rename": z.object({ taxRateId: id("taxRate") }),
} as const;

export type OperationName = keyof typeof operations;
export type OperationInput<Name extends OperationName> = z.input<(typeof operations)[Name]>;
export type OperationParameters<Name extends OperationName> = z.output<(typeof operations)[Name]>;

export const isOperationName = (name: string): name is OperationName => Object.hasOwn(operations, name);

/** Mails whose link lets in whoever holds it. */
const templatesWithSecretLink: ReadonlySet<string> = new Set<MailTemplate>([
  "sign_in",
  "invitation",
  "invitation_owner",
  "invitation_staff",
]);

/**
 * What a closed message keeps of its parameters. Of a mail it is whom it went to, and everything only if it was refused
 * and its link is no secret, because staff may have it sent anew.
 */
export function keptParameters(operation: OperationName, parameters: unknown, state: OutboxState): unknown {
  if (operation !== "mail.send") return parameters;
  const mail = parameters as OperationParameters<"mail.send">;
  const { to, template, locale } = mail;
  return state === "refused" && !templatesWithSecretLink.has(template) ? mail : { to, template, locale };
}

/** The parameters as people may read them: without the link of a mail that lets in whoever holds it. */
export function readableParameters(operation: string, parameters: unknown): unknown {
  if (operation !== "mail.send" || typeof parameters !== "object" || parameters === null) return parameters;
  if (!("template" in parameters) || !templatesWithSecretLink.has(String(parameters.template)))
    return parameters;
  return { ...parameters, ...("path" in parameters ? { path: "…" } : {}) };
}

/** Refused messages of these operations can be enqueued anew: the new one asks for the same, with a key of its own. */
const repeatable: ReadonlySet<string> = new Set<OperationName>([
  "mail.send",
  "stripe.catalog.publish",
  "stripe.checkout.expire",
  "stripe.credit_note.create",
  "stripe.customer.name_tenant",
  "stripe.customer.update_billing_details",
  "stripe.invoice.void",
  "stripe.subscription.sync",
  "stripe.tax_id.create",
  "stripe.tax_rate.rename",
]);

/** False of operations whose refusal has ended what asked for them: that is asked for again, not the message. */
export const isRepeatable = (operation: string, parameters: unknown): boolean =>
  repeatable.has(operation) &&
  isOperationName(operation) &&
  operations[operation].safeParse(parameters).success;

/**
 * Pending messages of these operations are not skipped: money may have moved although no response came, so only Stripe
 * can say what became of them.
 */
const moving: ReadonlySet<string> = new Set<OperationName>([
  "stripe.balance.apply",
  "stripe.charge.invoice",
  "stripe.charge.retry",
  "stripe.close.carry",
  "stripe.credit_note.create",
  "stripe.invoice.void",
  "stripe.on_demand.invoice",
  "stripe.order.invoice",
]);

export const movesMoney = (operation: string): boolean => moving.has(operation);

/**
 * Refusals of these operations are part of business (a declined card, a stale price). Whoever asked for them is told, and
 * *Today* shows what staff must know of them, so they do not count as failed messages.
 */
export const operationsToldElsewhere: readonly OperationName[] = [
  "stripe.charge.retry",
  "stripe.checkout.create",
  "stripe.close.carry",
  "stripe.customer.create",
  "stripe.customer.use_card",
  "stripe.order.invoice",
];
