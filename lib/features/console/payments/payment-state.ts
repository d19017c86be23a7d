import { sql } from "drizzle-orm";
import { charges, orders, paymentAccounts, stripeInvoices } from "@/drizzle/schema";

/**
 * Where a payment stands. `card_needed`: there is none on file, or it was declined. `payer_asked`: the payer's bank asks, or
 * the invoice was sent to be paid.
 */
export const paymentStates = ["processing", "card_needed", "payer_asked", "paid", "void", "failed"] as const;
export type PaymentState = (typeof paymentStates)[number];

const hasNoCard = sql`${paymentAccounts.hasPaymentMethod} is not true`;

/** A charge that was never invoiced stands where its order does. */
export const stateOfCharge = sql<PaymentState>`case
  when ${charges.state} in ('paid', 'void', 'failed') then ${charges.state}
  when ${charges.state} = 'written_off' or ${stripeInvoices.status} = 'uncollectible' then 'failed'
  when ${charges.state} = 'open' and (${charges.reason} = 'authentication_required' or ${charges.daysUntilDue} is not null)
    then 'payer_asked'
  when ${charges.state} = 'open' and (${charges.reason} is not null or ${hasNoCard}) then 'card_needed'
  else case ${orders.state}
    when 'awaiting_card' then 'card_needed'
    when 'cancelled' then 'void'
    when 'failed' then 'failed'
    when 'stale' then 'failed'
    else 'processing' end end`;

export const stateOfInvoice = sql<PaymentState>`case
  when ${stripeInvoices.status} in ('paid', 'void') then ${stripeInvoices.status}
  when ${stripeInvoices.status} = 'uncollectible' then 'failed'
  when ${stripeInvoices.isSent} then 'payer_asked'
  when ${stripeInvoices.attempts} > 0 or ${hasNoCard} then 'card_needed'
  else 'processing' end`;
