import { and, asc, count, eq, gt } from "drizzle-orm";
import { quoteStates, quotes } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Offered } from "@/lib/domain/quote/offer";

export type Quote = typeof quotes.$inferSelect;

export async function findQuote(tx: Transaction, tenantId: Id<"tenant">, id: Id<"quote">) {
  const [row] = await tx
    .select()
    .from(quotes)
    .where(and(eq(quotes.tenantId, tenantId), eq(quotes.id, id)));
  return row ?? null;
}

/** The quote, locked: what is done to it happens one after the other. */
export async function lockQuote(tx: Transaction, tenantId: Id<"tenant">, id: Id<"quote">): Promise<Quote> {
  const [row] = await tx
    .select()
    .from(quotes)
    .where(and(eq(quotes.tenantId, tenantId), eq(quotes.id, id)))
    .for("update");
  if (!row) throw new Refused("not_found");
  return row;
}

/** For customers a quote begins when it is sent: what is a draft, or was withdrawn as one, does not exist. */
export function requireSent({ sentAt }: Pick<Quote, "sentAt">): void {
  if (sentAt === null) throw new Refused("not_found");
}

export async function historyOf(tx: Transaction, tenantId: Id<"tenant">, id: Id<"quote">) {
  return tx
    .select()
    .from(quoteStates)
    .where(and(eq(quoteStates.tenantId, tenantId), eq(quoteStates.quoteId, id)))
    .orderBy(asc(quoteStates.step));
}

/** The quote that has taken, or will take, the place of this one. */
export async function findReplacement(tx: Transaction, tenantId: Id<"tenant">, id: Id<"quote">) {
  const rows = await tx
    .select()
    .from(quotes)
    .where(and(eq(quotes.tenantId, tenantId), eq(quotes.replacesId, id)))
    .orderBy(asc(quotes.createdAt), asc(quotes.id));
  return rows.at(-1) ?? null;
}

/** How many quotes of the tenant were sent, have no answer, and are still valid. */
export async function countOpenQuotes(tx: Transaction, tenantId: Id<"tenant">, now: Date): Promise<number> {
  const [open] = await tx
    .select({ n: count() })
    .from(quotes)
    .where(and(eq(quotes.tenantId, tenantId), eq(quotes.state, "sent"), gt(quotes.validBefore, now)));
  return open?.n ?? 0;
}

export const offeredIn = ({ interval, quantities, discount, taxKeys, negotiated }: Quote): Offered => ({
  interval,
  quantities,
  discount,
  taxKeys,
  negotiated,
});
