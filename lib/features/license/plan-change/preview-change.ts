import { z } from "zod";
import {
  baseAmountMinor,
  excessMauUnitAmount,
  type LocalizedText,
  limitsOf,
  type PaidInterval,
  paidIntervals,
} from "@/lib/domain/catalog/plan";
import { invariant, Refused, type Result, succeeded } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type Misfit, misfits } from "@/lib/domain/license/misfits";
import type { ConfirmedPrice } from "@/lib/domain/license/order";
import { anchorFor, pricingSecond, validUntil } from "@/lib/domain/license/price-validity";
import { money } from "@/lib/domain/money/money";
import { firstPartMonth } from "@/lib/domain/pricing/first-part-month";
import { monthOf } from "@/lib/domain/time/calendar";
import type { Context } from "@/lib/features/foundation/context/context";
import { answerRefusal, askStripe } from "@/lib/features/foundation/use-case/refusals";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { readUse } from "@/lib/features/license/lifecycle/queries";
import { type InvoicePreview, previewPurchase, previewUpgrade } from "@/lib/stripe/previews";
import { readSubscription } from "@/lib/stripe/subscriptions";
import { basisOf, type ChangeBasis, type ChangeFacts, readChangeFacts } from "./change-facts";

export const wantedChangeSchema = z.strictObject({
  planKey: z.string().max(60),
  interval: z.enum(paidIntervals),
});

/** What a change would do, in exact money, before anything is done. Instants are ISO 8601, amounts minor units as text. */
export type ChangePreview = {
  kind: "purchase" | "upgrade" | "downgrade";
  planKey: string;
  planVersionId: Id<"planVersion">;
  planName: LocalizedText;
  interval: PaidInterval;
  currentPlanName: LocalizedText;
  /** When the new license begins: now, or at the end of the current period. */
  effectiveAt: string;
  /** What is charged now; null for a downgrade, which charges nothing now. */
  promised: ConfirmedPrice | null;
  /** A yearly license that becomes monthly pays the part of its first month up to day 1 when it begins. */
  firstPart: { amountMinor: string; currency: string; until: string } | null;
  /** The next regular charge under the new license. */
  renewal: { at: string; amountMinor: string; currency: string };
  excessMauUnitAmountMinor: string | null;
  /** What is in use now and would not fit; shown as a warning. */
  misfits: Misfit[];
  cardOnFile: boolean;
  /** What the preview rests on; a confirmation is carried out only while all of it still holds. */
  basis: ChangeBasis;
};

const readFacts = useCase(tenant("license.change"), {
  input: wantedChangeSchema,
  async read({ ctx, input, tx, tenantId, standing }) {
    const month = monthOf(ctx.now, standing.tenant.timeZone);
    return { facts: await readChangeFacts(tx, standing, input), use: await readUse(tx, tenantId, month) };
  },
});

/**
 * Previews a change at `pricedAt` (default: the present second). The confirmation calls it again with the same
 * second, so what is confirmed is what was shown.
 */
export async function previewChange(
  ctx: Context,
  tenantId: Id<"tenant">,
  wanted: z.input<typeof wantedChangeSchema>,
  pricedAt: Date = pricingSecond(ctx.now),
): Promise<Result<ChangePreview>> {
  const read = await readFacts(ctx, tenantId, wanted);
  if (!read.ok) return read;
  const { facts, use } = read.value;
  try {
    const money = await moneyOf(facts, pricedAt);
    return succeeded({
      kind: facts.kind,
      planKey: facts.target.planKey,
      planVersionId: facts.target.id,
      planName: facts.target.definition.name,
      interval: facts.interval,
      currentPlanName: facts.current.definition.name,
      ...money,
      excessMauUnitAmountMinor: excessMauUnitAmount(facts.target.definition),
      misfits: misfits(limitsOf(facts.target.definition), use),
      cardOnFile: facts.cardOnFile,
      basis: basisOf(facts),
    });
  } catch (error) {
    return answerRefusal(error);
  }
}

async function moneyOf(
  facts: ChangeFacts,
  pricedAt: Date,
): Promise<Pick<ChangePreview, "effectiveAt" | "promised" | "firstPart" | "renewal">> {
  const { license, interval, stripePriceId: priceId } = facts;
  const amount = baseAmountMinor(facts.target.definition, interval);
  invariant(amount !== null, "a plan with a Stripe price has a fixed part");
  const { currency } = facts.target.definition;
  const renewal = (at: Date) => ({ at: at.toISOString(), amountMinor: String(amount), currency });

  if (facts.kind === "purchase") {
    const anchor = anchorFor(interval, pricedAt);
    const preview = await askStripe(() =>
      previewPurchase({ customerId: facts.stripeCustomerId, priceId, startsAt: pricedAt, anchor }),
    );
    return {
      effectiveAt: pricedAt.toISOString(),
      promised: promise(preview, pricedAt, validUntil(pricedAt, anchor)),
      firstPart: null,
      renewal: renewal(anchor ?? lastLineEnd(preview)),
    };
  }

  invariant(
    license.stripeSubscriptionId && license.periodEnd,
    "a paid license has a subscription and a period",
  );
  if (facts.kind === "downgrade") {
    const becomesMonthly = license.interval === "year" && interval === "month";
    const part = becomesMonthly ? firstPartMonth(money(amount, currency), license.periodEnd) : null;
    return {
      effectiveAt: license.periodEnd.toISOString(),
      promised: null,
      firstPart: part && {
        amountMinor: String(part.amount.minor),
        currency,
        until: part.until.toISOString(),
      },
      renewal: renewal(part?.until ?? license.periodEnd),
    };
  }

  const subscriptionId = license.stripeSubscriptionId;
  if (pricedAt >= license.periodEnd) throw new Refused("payment_due");
  const preview = await askStripe(async () => {
    const { itemId } = await readSubscription(subscriptionId);
    return previewUpgrade({ subscriptionId, itemId, priceId, pricedAt });
  });
  const keepsPeriod = license.interval === interval;
  return {
    effectiveAt: pricedAt.toISOString(),
    promised: promise(preview, pricedAt, validUntil(pricedAt, license.periodEnd)),
    firstPart: null,
    renewal: renewal(keepsPeriod ? license.periodEnd : lastLineEnd(preview)),
  };
}

function promise(preview: InvoicePreview, pricedAt: Date, until: Date): ConfirmedPrice {
  return {
    currency: preview.currency,
    lines: preview.lines.map((line) => ({
      description: line.description,
      amountMinor: line.amountMinor,
      from: line.from.toISOString(),
      to: line.to.toISOString(),
    })),
    subtotalMinor: preview.subtotalMinor,
    taxMinor: preview.taxMinor,
    totalMinor: preview.amountDueMinor,
    pricedAt: pricedAt.toISOString(),
    validUntil: until.toISOString(),
  };
}

/** The end of the longest line is the end of the new period. */
function lastLineEnd(preview: InvoicePreview): Date {
  return new Date(Math.max(...preview.lines.map((line) => line.to.getTime())));
}
