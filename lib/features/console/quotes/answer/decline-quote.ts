import { z } from "zod";
import { moveQuote } from "@/lib/features/console/quotes/record/move-quote";
import { notifySender } from "@/lib/features/console/quotes/record/notify-sender";
import { lockQuote, requireSent } from "@/lib/features/console/quotes/record/queries";
import { paragraph, quoteId } from "@/lib/features/console/quotes/record/quote-input";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** The customer says no, with a reason if they like. Said twice it is one answer. */
export const declineQuote = useCase(tenant("quotes.answer", { locks: true }), {
  input: z.strictObject({ quoteId, reason: paragraph(500).default("") }),
  async write({ ctx, input, tx, tenantId, standing: { tenant }, audit }): Promise<void> {
    const quote = await lockQuote(tx, tenantId, input.quoteId);
    if (quote.state === "declined") return;
    // A draft is nothing that a customer could know of.
    requireSent(quote);
    await moveQuote(tx, ctx, quote, "decline", { note: input.reason });
    await audit({
      action: "quote.decline",
      before: { state: quote.state },
      after: { quoteId: quote.id, number: quote.number, state: "declined", reason: input.reason },
    });
    await notifySender(tx, ctx, quote, tenant, "quote_declined", input.reason || "–");
  },
});
