import { z } from "zod";
import { moveQuote } from "@/lib/features/console/quotes/record/move-quote";
import { lockQuote } from "@/lib/features/console/quotes/record/queries";
import { paragraph, quoteId } from "@/lib/features/console/quotes/record/quote-input";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** Takes a quote back, also a draft that is not wanted: it cannot be accepted, and its public link shows nothing. */
export const withdrawQuote = useCase(tenant("quotes.manage", { locks: true }), {
  input: z.strictObject({ quoteId, reason: paragraph(500).default("") }),
  async write({ ctx, input, tx, tenantId, audit }): Promise<void> {
    const quote = await lockQuote(tx, tenantId, input.quoteId);
    if (quote.state === "withdrawn") return;
    await moveQuote(tx, ctx, quote, "withdraw", { note: input.reason, set: { publicToken: null } });
    await audit({
      action: "quote.withdraw",
      before: { state: quote.state },
      after: { quoteId: quote.id, number: quote.number, state: "withdrawn", reason: input.reason },
    });
  },
});
