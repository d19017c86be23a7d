import { and, eq } from "drizzle-orm";
import { disputes, members, quotes, stripeInvoices, tenants, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { EventData } from "@/lib/domain/events/event-data";
import { type EventObject, objectOf } from "@/lib/domain/events/event-types";
import { isId } from "@/lib/domain/ids";
import type { Noted, ReadObject } from "./event-to-note";
import { licenseObject, orderObject, planOf, reservationObject } from "./license-object";

type Readers = { [Kind in EventObject]: (tx: Transaction, noted: Noted) => Promise<ReadObject<Kind>> };

const readers: Readers = {
  tenant: tenantObject,
  member: memberObject,
  license: licenseObject,
  order: orderObject,
  reservation: reservationObject,
  invoice: invoiceObject,
  upcoming_invoice: asGiven,
  refund: refundObject,
  dispute: disputeObject,
  alert: asGiven,
  quote: quoteObject,
  test: asGiven,
};

export const objectOfEvent = (
  tx: Transaction,
  noted: Noted,
): Promise<{ id: string; data: EventData } | null> => readers[objectOf(noted.type)](tx, noted);

/** What is in no table is given by whoever notes it. */
async function asGiven<Data>(
  _tx: Transaction,
  { about, data }: Noted,
): Promise<{ id: string; data: Data } | null> {
  return about && data ? { id: about, data: data as Data } : null;
}

async function tenantObject(tx: Transaction, { tenantId }: Noted): Promise<ReadObject<"tenant">> {
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  return (
    (tenant && {
      id: tenantId,
      data: {
        id: tenant.id,
        slug: tenant.slug,
        external_id: tenant.externalId,
        name: tenant.name,
        time_zone: tenant.timeZone,
        currency: tenant.currency,
        locale: tenant.locale,
        sales_model: tenant.salesModel,
        metadata: tenant.metadata,
        created_at: tenant.createdAt.toISOString(),
        closed_at: textOf(tenant.closedAt),
      },
    }) ??
    null
  );
}

/** Who was only invited, or has gone, is no member: then the log's entry says who it is. */
async function memberObject(
  tx: Transaction,
  { tenantId, about, entry }: Noted,
): Promise<ReadObject<"member">> {
  const [member] =
    about && isId("user", about)
      ? await tx
          .select({
            role: members.role,
            externalId: members.externalId,
            email: users.email,
            name: users.name,
          })
          .from(members)
          .innerJoin(users, eq(users.id, members.userId))
          .where(and(eq(members.tenantId, tenantId), eq(members.userId, about)))
      : [];
  const said = { ...textsOf(entry?.before), ...textsOf(entry?.after) };
  const { email, name = null, role } = member ?? said;
  if (!email || !role) return null;
  return {
    id: about ?? email,
    data: { id: about, external_id: member?.externalId ?? said.externalId ?? null, email, name, role },
  };
}

async function invoiceObject(tx: Transaction, { tenantId, about }: Noted): Promise<ReadObject<"invoice">> {
  if (!about) return null;
  const [invoice] = await tx
    .select()
    .from(stripeInvoices)
    .where(and(eq(stripeInvoices.tenantId, tenantId), eq(stripeInvoices.stripeInvoiceId, about)));
  if (!invoice) return null;
  return {
    id: about,
    data: {
      id: about,
      number: invoice.number,
      status: invoice.status,
      total: String(invoice.totalMinor),
      paid: String(invoice.paidMinor),
      credited: String(invoice.creditedMinor),
      remaining: String(invoice.remainingMinor),
      currency: invoice.currency,
      collection: invoice.isSent ? "sent" : "charged",
      attempts: invoice.attempts,
      created_at: invoice.createdAt.toISOString(),
      finalized_at: textOf(invoice.finalizedAt),
      due_at: textOf(invoice.dueAt),
      paid_at: textOf(invoice.paidAt),
      url: invoice.hostedUrl,
    },
  };
}

/** Refunds are in no table: the log's entry says all that is known. */
async function refundObject(_tx: Transaction, { about, entry }: Noted): Promise<ReadObject<"refund">> {
  const { amount: money = "", status = "", reason = null, invoice = null } = textsOf(entry?.after);
  const [amount, currency] = money.split(" ");
  if (!about || !amount || !currency) return null;
  return { id: about, data: { id: about, amount, currency, status, reason, invoice_number: invoice } };
}

async function disputeObject(tx: Transaction, { tenantId, about }: Noted): Promise<ReadObject<"dispute">> {
  if (!about) return null;
  const [dispute] = await tx
    .select()
    .from(disputes)
    .where(and(eq(disputes.tenantId, tenantId), eq(disputes.stripeDisputeId, about)));
  if (!dispute) return null;
  return {
    id: about,
    data: {
      id: about,
      amount: String(dispute.amountMinor),
      currency: dispute.currency,
      state: dispute.standing,
      reason: dispute.reason,
      opened_at: dispute.openedAt.toISOString(),
      answer_by: textOf(dispute.answerBy),
    },
  };
}

async function quoteObject(tx: Transaction, { tenantId, entry }: Noted): Promise<ReadObject<"quote">> {
  const { quoteId } = { ...textsOf(entry?.before), ...textsOf(entry?.after) };
  if (!quoteId || !isId("quote", quoteId)) return null;
  const own = and(eq(quotes.tenantId, tenantId), eq(quotes.id, quoteId));
  const [quote] = await tx.select().from(quotes).where(own);
  if (!quote) return null;
  return {
    id: quote.id,
    data: {
      id: quote.id,
      number: quote.number,
      state: quote.state,
      subject: quote.subject,
      plan: await planOf(tx, quote.planVersionId),
      interval: quote.interval,
      total: String(quote.totalMinor),
      currency: quote.currency,
      valid_until: quote.validUntil,
      sent_at: textOf(quote.sentAt),
      closed_at: textOf(quote.closedAt),
    },
  };
}

const textOf = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The texts of a side of an entry. */
const textsOf = (side: unknown): Record<string, string | undefined> =>
  typeof side === "object" && side !== null
    ? Object.fromEntries(Object.entries(side).filter(([, value]) => typeof value === "string"))
    : {};
