import { z } from "@hono/zod-openapi";
import type { EventDataOf } from "@/lib/domain/events/event-data";

const at = z.iso.datetime();
const amount = z.string().openapi({ description: "Minor units", example: "13200" });
const localized = z.object({ en: z.string(), ja: z.string() });
const plan = z.object({ key: z.string(), name: localized });
const interval = z.enum(["month", "year"]);
const held = {
  plan,
  interval: interval.nullable().openapi({ description: "null on a free plan" }),
  seats: z.int(),
  addons: z.record(z.string(), z.string()),
};
const texts = z.record(z.string(), z.string());

/** What the `data` of an event is, by the kind of its object. */
export const eventDataSchemas: { [Kind in keyof EventDataOf]: z.ZodType<EventDataOf[Kind]> } = {
  tenant: z
    .object({
      id: z.string(),
      slug: z.string(),
      external_id: z.string().nullable(),
      name: z.string(),
      time_zone: z.string(),
      currency: z.string(),
      locale: z.enum(["en", "ja"]),
      sales_model: z.enum(["self_serve", "sales_led"]),
      metadata: texts,
      created_at: at,
      closed_at: at.nullable(),
    })
    .openapi("EventTenant"),
  member: z
    .object({
      id: z.string().nullable().openapi({ description: "null of somebody who is only invited" }),
      external_id: z.string().nullable(),
      email: z.string(),
      name: z.string().nullable(),
      role: z.string(),
    })
    .openapi("EventMember"),
  license: z
    .object({
      id: z.string(),
      ...held,
      state: z.enum([
        "active",
        "trial",
        "renewal_stopped",
        "payment_failed",
        "authentication_needed",
        "overdue",
      ]),
      trial_end: at.nullable(),
      period: z.object({ start: at, end: at.nullable() }),
      renews: z.boolean(),
      unpaid: z.object({ since: at, suspended: z.boolean(), pay_url: z.string().nullable() }).nullable(),
      valid_until: at.openapi({
        description: "The tenant's next midnight: until then nothing of it changes by itself",
      }),
      metadata: texts,
    })
    .openapi("EventLicense"),
  order: z
    .object({
      id: z.string(),
      kind: z.enum(["purchase", "upgrade"]),
      state: z.enum([
        "awaiting_card",
        "executing",
        "awaiting_payment",
        "done",
        "cancelled",
        "failed",
        "stale",
      ]),
      ...held,
      total: amount,
      currency: z.string(),
      reason: z.string().nullable(),
      created_at: at,
      closed_at: at.nullable(),
    })
    .openapi("EventOrder"),
  reservation: z
    .object({
      id: z.string(),
      state: z.enum(["reserved", "applied", "cancelled", "failed"]),
      ...held,
      effective_at: at,
      created_at: at,
      closed_at: at.nullable(),
    })
    .openapi("EventReservation"),
  invoice: z
    .object({
      id: z.string(),
      number: z.string().nullable(),
      status: z.enum(["draft", "open", "paid", "void", "uncollectible"]),
      total: amount,
      paid: amount,
      credited: amount,
      remaining: amount,
      currency: z.string(),
      collection: z.enum(["charged", "sent"]),
      attempts: z.int(),
      created_at: at,
      finalized_at: at.nullable(),
      due_at: at.nullable(),
      paid_at: at.nullable(),
      url: z.string().nullable().openapi({ description: "Stripe's page on which it is read and paid" }),
    })
    .openapi("EventInvoice"),
  upcoming_invoice: z
    .object({ due_at: at, total: amount, currency: z.string(), plan, interval })
    .openapi("EventUpcomingInvoice"),
  refund: z
    .object({
      id: z.string(),
      amount,
      currency: z.string(),
      status: z.string(),
      reason: z.string().nullable(),
      invoice_number: z.string().nullable(),
    })
    .openapi("EventRefund"),
  dispute: z
    .object({
      id: z.string(),
      amount,
      currency: z.string(),
      state: z.enum(["answer", "review", "won", "lost", "closed"]),
      reason: z.string(),
      opened_at: at,
      answer_by: at.nullable(),
    })
    .openapi("EventDispute"),
  alert: z
    .object({
      month: z.string(),
      component: z.string().nullable().openapi({ description: "null: the month's cost" }),
      threshold: z.string().openapi({ description: "Percent of the allowance, or minor units of the cost" }),
      used: z.string(),
      allowance: z.string().nullable(),
      currency: z.string(),
    })
    .openapi("EventAlert"),
  quote: z
    .object({
      id: z.string(),
      number: z.string().nullable(),
      state: z.enum(["draft", "sent", "accepted", "declined", "expired", "withdrawn", "replaced"]),
      subject: z.string(),
      plan,
      interval,
      total: amount,
      currency: z.string(),
      valid_until: z.iso.date(),
      sent_at: at.nullable(),
      closed_at: at.nullable(),
    })
    .openapi("EventQuote"),
  test: z.object({ message: z.string() }).openapi("EventTest"),
};
