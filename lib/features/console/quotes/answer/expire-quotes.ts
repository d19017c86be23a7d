import { and, asc, eq, lte } from "drizzle-orm";
import { quotes } from "@/drizzle/schema";
import { acrossTenants, inTenant, type Transaction } from "@/lib/db/transaction";
import { moveQuote } from "@/lib/features/console/quotes/record/move-quote";
import { lockQuote } from "@/lib/features/console/quotes/record/queries";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";

const batch = 200;

const isOver = (ctx: Context) => and(eq(quotes.state, "sent"), lte(quotes.validBefore, ctx.now));

/** True if a sent quote is past its last day, so that a job to note it is worth while. */
export async function hasQuotesOver(tx: Transaction, ctx: Context): Promise<boolean> {
  const rows = await tx.select({ id: quotes.id }).from(quotes).where(isOver(ctx)).limit(1);
  return rows.length > 0;
}

/**
 * Notes what has expired: nothing depends on it having run, because an expired quote is refused by its date alone.
 * Part of the sweep.
 */
export async function expireQuotes(ctx: Context): Promise<void> {
  const over = await acrossTenants((tx) =>
    tx
      .select({ tenantId: quotes.tenantId, id: quotes.id })
      .from(quotes)
      .where(isOver(ctx))
      .orderBy(asc(quotes.validBefore))
      .limit(batch),
  );
  for (const { tenantId, id } of over)
    await inTenant(tenantId, async (tx) => {
      const quote = await lockQuote(tx, tenantId, id);
      // Somebody may have answered, or another worker come first.
      if (quote.state !== "sent") return;
      await moveQuote(tx, ctx, quote, "expire");
      await recordAudit(tx, ctx, tenantId, {
        action: "quote.expire",
        before: { state: "sent" },
        after: { quoteId: id, number: quote.number, state: "expired" },
      });
    });
}
