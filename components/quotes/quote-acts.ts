import type { Result } from "@/lib/domain/errors";
import type { SavedDraft } from "@/lib/features/quotes/save-draft";
import type { DraftInput } from "@/lib/features/quotes/schema";
import type { SentQuote } from "@/lib/features/quotes/send";

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
