import { z } from "zod";
import { quotes } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { Refused } from "@/lib/domain/errors";
import { daysLater, firstOfNextMonth, lastDayOf, wholeMonths } from "@/lib/domain/quote/quote";
import { dayOf } from "@/lib/domain/time/calendar";
import { writeHistory } from "@/lib/features/console/quotes/record/move-quote";
import { findReplacement, lockQuote } from "@/lib/features/console/quotes/record/queries";
import { quoteId } from "@/lib/features/console/quotes/record/quote-input";
import { usualValidityDays } from "@/lib/features/console/quotes/record/start-quote";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import type { SavedDraft } from "./save-quote-draft";

/**
 * Begins a revision: a draft with the same content that takes the earlier quote's place once it is sent. Until then the
 * earlier one stands. Asked again, it answers with the draft that is there.
 */
export const reviseQuote = useCase(tenant("quotes.manage", { locks: true }), {
  input: z.strictObject({ quoteId }),
  async write({ ctx, input, tx, tenantId, standing: { tenant }, audit }): Promise<SavedDraft> {
    const earlier = await lockQuote(tx, tenantId, input.quoteId);
    if (earlier.state === "draft" || earlier.state === "accepted") throw new Refused("quote_closed");
    const begun = await findReplacement(tx, tenantId, earlier.id);
    if (begun?.state === "draft") return { quoteId: begun.id, revision: begun.revision };
    if (earlier.state === "replaced") throw new Refused("quote_closed");
    const id = newId("quote");
    const today = dayOf(ctx.now, tenant.timeZone);
    await tx.insert(quotes).values({
      tenantId,
      id,
      state: "draft",
      replacesId: earlier.id,
      subject: earlier.subject,
      language: earlier.language,
      planVersionId: earlier.planVersionId,
      interval: earlier.interval,
      quantities: earlier.quantities,
      discount: earlier.discount,
      taxKeys: earlier.taxKeys,
      negotiated: earlier.negotiated,
      period: earlier.period.startsOn > today ? earlier.period : sameLengthFrom(today, earlier.period),
      invoicing: earlier.invoicing,
      validUntil: earlier.validUntil > today ? earlier.validUntil : daysLater(today, usualValidityDays),
      terms: earlier.terms,
      currency: earlier.currency,
      totalMinor: earlier.totalMinor,
      createdBy: ctx.actor.kind === "user" ? ctx.actor.userId : null,
      createdByName: actorName(ctx),
      createdAt: ctx.now,
    });
    await writeHistory(tx, ctx, { tenantId, id }, "draft");
    await audit({ action: "quote.revise", after: { quoteId: id, number: earlier.number } });
    return { quoteId: id, revision: 1 };
  },
});

type Period = typeof quotes.$inferSelect.period;

/** A period that has begun meanwhile is moved to the next month; its length stays where it is whole months. */
function sameLengthFrom(today: string, period: Period): Period {
  const startsOn = firstOfNextMonth(today);
  return { ...period, startsOn, endsOn: lastDayOf(startsOn, wholeMonths(period) ?? 12) };
}
