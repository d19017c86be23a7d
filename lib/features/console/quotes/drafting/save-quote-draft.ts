import { and, eq } from "drizzle-orm";
import { quotes } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { isFreePlan, type PaidInterval, type PlanDefinition } from "@/lib/domain/catalog/plan";
import { type FieldError, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Estimate } from "@/lib/domain/pricing/estimate";
import type { Offered } from "@/lib/domain/quote/offer";
import { dayOf } from "@/lib/domain/time/calendar";
import { isSameDefinition } from "@/lib/features/catalog/plans/record/is-same-definition";
import { findPlan, findVersion } from "@/lib/features/catalog/plans/record/queries";
import { writeHistory } from "@/lib/features/console/quotes/record/move-quote";
import { priceOffer } from "@/lib/features/console/quotes/record/price-offer";
import { lockQuote } from "@/lib/features/console/quotes/record/queries";
import { type Draft, draftInput } from "@/lib/features/console/quotes/record/quote-input";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

export type SavedDraft = { quoteId: Id<"quote">; revision: number };

/** Saves a draft, new or again. Only staff see it; it has no number yet. */
export const saveQuoteDraft = useCase(tenant("quotes.manage", { locks: true }), {
  input: draftInput,
  async write({ ctx, input, tx, tenantId, standing: { tenant }, audit }): Promise<SavedDraft> {
    refuseWrongTerms(input, dayOf(ctx.now, tenant.timeZone));
    const version = await versionOf(tx, input);
    const offered = offeredBy(input, version.definition);
    const { estimate } = await priceOffer(tx, version.definition, offered);
    const content = {
      subject: input.subject,
      language: input.language,
      planVersionId: version.id,
      ...offered,
      taxKeys: [...offered.taxKeys],
      period: { startsOn: input.startsOn, endsOn: input.endsOn, atEnd: input.atEnd },
      invoicing: { by: input.invoicedBy, dueDays: input.dueDays },
      validUntil: input.validUntil,
      terms: input.terms,
      currency: version.definition.currency,
      totalMinor: headTotal(estimate),
    };
    const said = {
      subject: content.subject,
      planVersionId: version.id,
      interval: content.interval,
      totalMinor: String(content.totalMinor),
      negotiated: content.negotiated !== null,
    };
    if (input.quoteId === undefined) {
      const id = newId("quote");
      await tx.insert(quotes).values({
        tenantId,
        id,
        state: "draft",
        ...content,
        createdBy: ctx.actor.kind === "user" ? ctx.actor.userId : null,
        createdByName: actorName(ctx),
        createdAt: ctx.now,
      });
      await writeHistory(tx, ctx, { tenantId, id }, "draft");
      await audit({ action: "quote.save_draft", after: { quoteId: id, ...said } });
      return { quoteId: id, revision: 1 };
    }
    const quote = await lockQuote(tx, tenantId, input.quoteId);
    if (quote.state !== "draft") throw new Refused("quote_closed");
    if (quote.revision !== input.revision) throw new Refused("changed_meanwhile");
    const revision = quote.revision + 1;
    await tx
      .update(quotes)
      .set({ ...content, revision })
      .where(and(eq(quotes.tenantId, tenantId), eq(quotes.id, quote.id)));
    await audit({
      action: "quote.save_draft",
      before: {
        quoteId: quote.id,
        subject: quote.subject,
        planVersionId: quote.planVersionId,
        interval: quote.interval,
        totalMinor: String(quote.totalMinor),
        negotiated: quote.negotiated !== null,
      },
      after: { quoteId: quote.id, ...said },
    });
    return { quoteId: quote.id, revision };
  },
});

/** What is paid at once and again and again: each month, or for a yearly license in advance each year. */
export const headTotal = ({ yearly, monthly }: Estimate): bigint => (yearly ?? monthly).totalMinor;

function refuseWrongTerms(input: Draft, today: string): void {
  const { startsOn, endsOn, validUntil } = input;
  const fields: FieldError[] = [];
  if (endsOn < startsOn) fields.push({ field: "endsOn", rule: "before_start" });
  else if (endsOn <= validUntil) fields.push({ field: "endsOn", rule: "ends_before_validity" });
  if (validUntil < today) fields.push({ field: "validUntil", rule: "day_is_over" });
  if (fields.length > 0) throw new Refused("invalid_input", { fields });
}

async function versionOf(tx: Transaction, { planKey, planVersion }: Draft) {
  const plan = await findPlan(tx, planKey);
  if (!plan) throw new Refused("invalid_input", { fields: [{ field: "planKey", rule: "unknown_plan" }] });
  const version = await findVersion(tx, plan.id, planVersion);
  if (!version)
    throw new Refused("invalid_input", { fields: [{ field: "planKey", rule: "unknown_version" }] });
  if (isFreePlan(version.definition))
    throw new Refused("invalid_input", { fields: [{ field: "planKey", rule: "not_offered" }] });
  return version;
}

function offeredBy(input: Draft, published: PlanDefinition): Offered & { interval: PaidInterval } {
  const { interval, quantities, discount, taxKeys, override } = input;
  const { currency } = published;
  return {
    interval,
    quantities,
    discount: discount && {
      ...discount,
      value: discount.value.type === "percent" ? discount.value : { ...discount.value, currency },
    },
    taxKeys,
    // What says the same as the published version is no negotiation.
    negotiated: override && !isSameDefinition(override.definition, published) ? override : null,
  };
}
