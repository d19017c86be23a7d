import type { ChangeMode } from "@/lib/domain/catalog/change-mode";
import { excessMauUnitAmount, type LocalizedText, type PaidInterval } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { type Misfit, misfits } from "@/lib/domain/license/misfits";
import type { TrialOffer } from "@/lib/domain/license/trial";
import type { Day } from "@/lib/domain/time/day-span";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import {
  type NextChargeView,
  nextChargeView,
  type PromiseView,
  promiseDigest,
  promiseView,
} from "@/lib/features/license/charges/promise-view";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { type ChangeFacts, readChangeFacts } from "./change-facts";
import { wantedChangeSchema } from "./wanted-change";

/** What a change would do, in exact money, before anything is done. Amounts are minor units as text. */
export type ChangePreview = {
  kind: ChangeFacts["kind"];
  planKey: string;
  planVersionId: Id<"planVersion">;
  planName: LocalizedText;
  interval: PaidInterval;
  seats: number;
  addons: Record<string, string>;
  /** The coupon that is redeemed with it. */
  coupon: { code: string; name: LocalizedText } | null;
  currentPlanName: LocalizedText;
  /** The first day of the new license: today, or the first day of the next period. */
  effectiveOn: Day;
  /** The first day that is paid, if it is a trial; null: it is paid at once. */
  trialEnd: Day | null;
  /** Why it is no trial, although the plan has one; null: nothing is to be said of that. */
  noTrial: TrialOffer["refused"];
  /** How it is charged. */
  mode: ChangeMode;
  /** What is charged now; null where nothing is: a downgrade waits, and the same license costs nothing more. */
  promise: PromiseView | null;
  /** The next regular charge under the new license; null if nothing will be charged regularly. */
  next: NextChargeView | null;
  currency: string;
  excessMauUnitAmountMinor: string | null;
  /** What is in use now and would not fit; shown as a warning. */
  misfits: Misfit[];
  cardOnFile: boolean;
  /** Says exactly what was shown. A confirmation sends it back, and is carried out only if it still holds. */
  digest: string;
};

/** What a change would do today. Nothing but periods that are due anyway begin by asking. */
export const previewChange = useCase(tenant("license.change", { locks: true }), {
  input: wantedChangeSchema,
  async write({ ctx, input, tx, tenantId, standing }): Promise<ChangePreview> {
    await beginDuePeriods(tx, ctx, tenantId);
    const facts = await readChangeFacts(tx, standing, input, ctx.now);
    return previewOf(facts);
  },
});

export function previewOf(facts: ChangeFacts): ChangePreview {
  const { kind, target, current, wanted, coupon, trial, mode, promise, account, use } = facts;
  const next = promise.next && nextChargeView(promise.next);
  return {
    kind,
    planKey: target.planKey,
    planVersionId: target.id,
    planName: target.definition.name,
    interval: wanted.interval,
    seats: wanted.seats,
    addons: { ...wanted.addons },
    coupon: coupon && { code: coupon.code, name: coupon.name },
    currentPlanName: current.definition.name,
    effectiveOn: kind === "downgrade" ? (next?.on ?? promise.day) : promise.day,
    trialEnd: trial.end,
    noTrial: trial.refused,
    mode,
    promise: kind === "downgrade" || kind === "same" ? null : promiseView(promise),
    next,
    currency: promise.currency,
    excessMauUnitAmountMinor: excessMauUnitAmount(target.definition),
    misfits: misfits(target.definition, wanted.seats, use),
    cardOnFile: account.hasPaymentMethod,
    digest: digestOf(facts),
  };
}

/** What was shown as one text: the promise, and what is wanted. */
export const digestOf = ({ kind, target, coupon, trial, mode, promise }: ChangeFacts): string =>
  [kind, target.id, coupon?.id ?? "", trial.end ?? "", mode, promiseDigest(promise)].join(":");
