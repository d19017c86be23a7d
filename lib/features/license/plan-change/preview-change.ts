import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import {
  baseAmountMinor,
  excessMauUnitAmount,
  type LocalizedText,
  limitsOf,
  type PaidInterval,
  paidIntervals,
} from "@/lib/domain/catalog/plan";
import { invariant, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type LicenseUse, type Misfit, misfits } from "@/lib/domain/license/misfits";
import type { ConfirmedPrice } from "@/lib/domain/license/order";
import { anchorFor, pricingSecond, validUntil } from "@/lib/domain/license/price-validity";
import { money } from "@/lib/domain/money/money";
import { firstPartMonth } from "@/lib/domain/pricing/first-part-month";
import { monthOf } from "@/lib/domain/time/calendar";
import type { Standing } from "@/lib/features/foundation/use-case/authorise";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { readUse } from "@/lib/features/license/lifecycle/queries";
import { type InvoicePreview, previewPurchase, previewUpgrade } from "@/lib/stripe/previews";
import { readSubscription } from "@/lib/stripe/subscriptions";
import {
  basisOf,
  type ChangeBasis,
  type ChangeFacts,
  readChangeFacts,
  type WantedChange,
} from "./change-facts";

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

/** What a preview is worked out from. Refuses with the first rule that forbids the change. */
export type PreviewBasis = { facts: ChangeFacts; use: LicenseUse };

export async function readPreviewBasis(
  tx: Transaction,
  { tenant }: Standing,
  wanted: WantedChange,
  now: Date,
): Promise<PreviewBasis> {
  const facts = await readChangeFacts(tx, tenant, wanted);
  return { facts, use: await readUse(tx, tenant.id, monthOf(now, tenant.timeZone)) };
}

/** Previews a change at `pricedAt`. Asks Stripe, so no connection may be held meanwhile. */
export async function previewAt({ facts, use }: PreviewBasis, pricedAt: Date): Promise<ChangePreview> {
  return {
    kind: facts.kind,
    planKey: facts.target.planKey,
    planVersionId: facts.target.id,
    planName: facts.target.definition.name,
    interval: facts.interval,
    currentPlanName: facts.current.definition.name,
    ...(await moneyOf(facts, pricedAt)),
    excessMauUnitAmountMinor: excessMauUnitAmount(facts.target.definition),
    misfits: misfits(limitsOf(facts.target.definition), use),
    cardOnFile: facts.cardOnFile,
    basis: basisOf(facts),
  };
}

/** What a change would do at the present second. A confirmation asks again for that second (`confirmChange`). */
export const previewChange = useCase(tenant("license.change"), {
  input: wantedChangeSchema,
  read: ({ ctx, input, tx, standing }) => readPreviewBasis(tx, standing, input, ctx.now),
  outside: ({ ctx, found }) => previewAt(found, pricingSecond(ctx.now)),
});

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
    const preview = await previewPurchase({
      customerId: facts.stripeCustomerId,
      priceId,
      startsAt: pricedAt,
      anchor,
    });
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
  const { itemId } = await readSubscription(subscriptionId);
  const preview = await previewUpgrade({ subscriptionId, itemId, priceId, pricedAt });
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
