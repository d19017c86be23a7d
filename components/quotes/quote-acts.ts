import type { Result } from "@/lib/domain/errors";
import type { SavedDraft } from "@/lib/features/console/quotes/drafting/save-quote-draft";
import type { SentQuote } from "@/lib/features/console/quotes/drafting/send-quote";
import type { DraftInput } from "@/lib/features/console/quotes/record/quote-input";

/** The server actions of a tenant's quotes, as the desk's parts know them. */
export type DeskQuoteActs = {
  send: (input: { quoteId: string; revision: number }) => Promise<Result<SentQuote>>;
  revise: (input: { quoteId: string }) => Promise<Result<SavedDraft>>;
  withdraw: (input: { quoteId: string }) => Promise<Result<void>>;
  acceptOnPaper: (input: { quoteId: string; note: string }) => Promise<Result<void>>;
};

export type SaveDraft = (input: DraftInput) => Promise<Result<SavedDraft>>;

export type AnswerActs = {
  accept: (input: { quoteId: string }) => Promise<Result<void>>;
  decline: (input: { quoteId: string; reason: string }) => Promise<Result<void>>;
};
