import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { invariant, Refused } from "@/lib/domain/errors";
import { dayWindow } from "@/lib/domain/time/day-window";
import { moveQuote } from "@/lib/features/console/quotes/record/move-quote";
import { notifySender } from "@/lib/features/console/quotes/record/notify-sender";
import { lockQuote, type Quote, requireSent } from "@/lib/features/console/quotes/record/queries";
import { paragraph, quoteId } from "@/lib/features/console/quotes/record/quote-input";
import type { Context } from "@/lib/features/foundation/context/context";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { agreeContract } from "@/lib/features/license/contracts/agreement/agree-contract";

/**
 * The customer's yes: only while the quote is valid, and in the same transaction it becomes the contract, and with its
 * first day the license. Said twice, or by two people at once, it is one answer and one contract.
 */
export const acceptQuote = useCase(tenant("quotes.answer", { locks: true }), {
  input: z.strictObject({ quoteId }),
  async write({ ctx, input, tx, tenantId, standing: { tenant }, audit }): Promise<MessageReference[]> {
    const quote = await lockQuote(tx, tenantId, input.quoteId);
    requireSent(quote);
    if (quote.state === "accepted") return [];
    await moveQuote(tx, ctx, quote, "accept");
    await audit({ action: "quote.accept", before: { state: quote.state }, after: answered(quote) });
    const { messages } = await agree(tx, ctx, quote, tenant.timeZone);
    await notifySender(tx, ctx, quote, tenant, "quote_accepted");
    return messages;
  },
  afterCommit: carryOut,
});

/** Staff accept a quote that the customer signed on paper; the note names the signed document. */
export const acceptQuoteOnPaper = useCase(tenant("contract.manage", { locks: true }), {
  input: z.strictObject({ quoteId, note: paragraph(500).pipe(z.string().min(1)) }),
  async write({ ctx, input, tx, tenantId, standing: { tenant }, audit }): Promise<MessageReference[]> {
    const quote = await lockQuote(tx, tenantId, input.quoteId);
    requireSent(quote);
    if (quote.state === "accepted") return [];
    await moveQuote(tx, ctx, quote, "accept_on_paper", { note: input.note, onPaper: true });
    await audit({
      action: "quote.accept_on_paper",
      before: { state: quote.state },
      after: { ...answered(quote), note: input.note },
    });
    return (await agree(tx, ctx, quote, tenant.timeZone)).messages;
  },
  afterCommit: carryOut,
});

/** What an offer of weeks ago can no longer be agreed is for a revision to say, not for the fields of a form. */
async function agree(tx: Transaction, ctx: Context, quote: Quote, timeZone: string) {
  try {
    return await agreeContract(tx, ctx, quote.tenantId, contractOf(quote, timeZone));
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === "invalid_input")
      throw new Refused("quote_outdated");
    // Sent while the tenant was sales-led, and it is no longer.
    if (error instanceof Refused && error.refusal.code === "not_sales_led")
      throw new Refused("quote_needs_sales");
    throw error;
  }
}

const answered = ({ id, number }: Quote) => ({ quoteId: id, number, state: "accepted" });

/** The contract as the quote says it; days become the instants at which they begin and end for the tenant. */
function contractOf(quote: Quote, timeZone: string): Parameters<typeof agreeContract>[3] {
  const { frozen, period, invoicing, quantities, negotiated } = quote;
  invariant(frozen, "a sent quote is frozen");
  return {
    planVersionId: quote.planVersionId,
    override: negotiated && { definition: frozen.definition, reason: negotiated.reason },
    interval: quote.interval,
    quantities: { seats: quantities.seats, addons: quantities.addons },
    // A quote's discount is on everything: that is how its price was worked out.
    discount: quote.discount && { ...quote.discount, components: null },
    taxes: frozen.taxes,
    taxRounding: frozen.taxRounding,
    startsAt: dayWindow(period.startsOn, timeZone).start,
    endsAt: dayWindow(period.endsOn, timeZone).end,
    invoicing:
      invoicing.by === "choba"
        ? { by: "choba", daysUntilDue: invoicing.dueDays }
        : { by: "stripe_dashboard", stripeSubscriptionId: null },
    atEnd: period.atEnd,
  };
}

/** The worker would do it too; who has answered should not have to wait for it. */
async function carryOut({ ctx }: { ctx: Context }, messages: MessageReference[]): Promise<void> {
  for (const message of messages) await processMessage(ctx, message);
}
