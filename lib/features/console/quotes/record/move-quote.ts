import { and, count, eq } from "drizzle-orm";
import { quoteStates, quotes } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import { type QuoteAction, type QuoteState, stateAfter, stateAt } from "@/lib/domain/quote/quote";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import type { Quote } from "./queries";

type Details = { note?: string; onPaper?: boolean; set?: Partial<typeof quotes.$inferInsert> };

/**
 * Moves a locked quote on by an action and writes its history. Refuses with `quote_expired` what came after the last day
 * of validity, and with `quote_closed` what the present state does not allow.
 */
export async function moveQuote(
  tx: Transaction,
  ctx: Context,
  quote: Quote,
  action: QuoteAction,
  { note = "", onPaper = false, set = {} }: Details = {},
): Promise<QuoteState> {
  // Expiring is the one action that records that time has passed.
  const present = action === "expire" ? quote.state : stateAt(quote, ctx.now);
  const state = stateAfter(present, action);
  if (!state) throw new Refused(present === "expired" ? "quote_expired" : "quote_closed");
  await tx
    .update(quotes)
    .set({ ...set, state, ...(state === "sent" ? {} : { closedAt: ctx.now }) })
    .where(and(eq(quotes.tenantId, quote.tenantId), eq(quotes.id, quote.id)));
  await writeHistory(tx, ctx, quote, state, { note, onPaper });
  return state;
}

export async function writeHistory(
  tx: Transaction,
  ctx: Context,
  { tenantId, id }: Pick<Quote, "tenantId" | "id">,
  state: QuoteState,
  { note = "", onPaper = false }: { note?: string; onPaper?: boolean } = {},
): Promise<void> {
  const [before] = await tx
    .select({ steps: count() })
    .from(quoteStates)
    .where(and(eq(quoteStates.tenantId, tenantId), eq(quoteStates.quoteId, id)));
  await tx.insert(quoteStates).values({
    tenantId,
    quoteId: id,
    step: (before?.steps ?? 0) + 1,
    state,
    at: ctx.now,
    actorName: actorName(ctx),
    note,
    onPaper,
  });
}
