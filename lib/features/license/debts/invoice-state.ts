import { type SQL, sql } from "drizzle-orm";
import { stripeInvoices } from "@/drizzle/schema";
import type { InvoiceState } from "@/lib/domain/invoice-list/invoice-query";
import type { Context } from "@/lib/features/foundation/context/context";
import { hasPassed, isDebt, isWrittenOff } from "./debt-conditions";

/** The date of an invoice: when it became final, of a draft when it was made. */
export const issuedAt: SQL<Date> =
  sql<Date>`coalesce(${stripeInvoices.finalizedAt}, ${stripeInvoices.createdAt})`.mapWith(
    stripeInvoices.createdAt,
  );

export const isOverdue = (ctx: Pick<Context, "now">): SQL =>
  sql`(${stripeInvoices.status} = 'open' and ${isDebt} and ${hasPassed(ctx)})`;

/** What the state of an invoice is to people, the same to staff and to its tenant. */
export const stateOf = (ctx: Pick<Context, "now">): SQL<InvoiceState> =>
  sql<InvoiceState>`case when ${isOverdue(ctx)} then 'overdue' when ${isWrittenOff} then 'written_off' else ${stripeInvoices.status} end`;
