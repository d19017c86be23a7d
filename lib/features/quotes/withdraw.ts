import { z } from "zod";
import { command } from "../shared/command";
import { moveQuote } from "./move";
import { lockQuote } from "./queries";
import { paragraph, quoteId } from "./schema";

/** Takes a quote back, also a draft that is not wanted: it cannot be accepted, and its public link shows nothing. */
export const withdrawQuote = command({
  action: "quotes.manage",
  locks: true,
  input: z.strictObject({ quoteId, reason: paragraph(500).default("") }),
  async run({ ctx, input, tx, tenantId, audit }): Promise<void> {
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
