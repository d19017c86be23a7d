import type { acceptQuote, acceptQuoteOnPaper } from "@/lib/features/console/quotes/answer/accept-quote";
import type { declineQuote } from "@/lib/features/console/quotes/answer/decline-quote";
import type { reviseQuote } from "@/lib/features/console/quotes/drafting/revise-quote";
import type { saveQuoteDraft } from "@/lib/features/console/quotes/drafting/save-quote-draft";
import type { sendQuote } from "@/lib/features/console/quotes/drafting/send-quote";
import type { withdrawQuote } from "@/lib/features/console/quotes/drafting/withdraw-quote";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

/** What the console does with a tenant's quotes. */
export type ConsoleQuoteActions = {
  sendQuote: (input: { quoteId: string; revision: number }) => ReturnType<typeof sendQuote>;
  reviseQuote: ActionOf<typeof reviseQuote>;
  withdrawQuote: ActionOf<typeof withdrawQuote>;
  acceptQuoteOnPaper: ActionOf<typeof acceptQuoteOnPaper>;
};

export type SaveQuoteDraft = ActionOf<typeof saveQuoteDraft>;

/** What the customer answers. */
export type AnswerActions = {
  acceptQuote: ActionOf<typeof acceptQuote>;
  declineQuote: ActionOf<typeof declineQuote>;
};
