import { z } from "zod";
import { type Countable, type EntitlementRefusal, fits, remainingOf } from "@/lib/domain/license/entitlement";
import { type HeldState, meterSubject } from "./read-held-state";

export const askedLimits = ["registeredRps", "registeredUsers", "monthlyActiveUsers"] as const;

/** What is asked about: exactly one of a limit, a feature by its key, or a meter unit by its name. */
export const aboutSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("limit"), limit: z.enum(askedLimits) }),
  z.strictObject({ type: z.literal("feature"), feature: z.string().max(60) }),
  z.strictObject({ type: z.literal("meter"), meter: z.string().max(255) }),
]);
export type About = z.output<typeof aboutSchema>;

export const askedQuantity = z.int().min(1).max(1_000_000_000);

export type Judgement = {
  allowed: boolean;
  reason: EntitlementRefusal | null;
  /** It is allowed, and charged beyond what is included. */
  isBeyondIncluded: boolean;
  /** Null for what is not counted. */
  counted: (Countable & { remaining: string | null }) | null;
  validUntil: Date;
};

/** May so many more be used now? */
export function judge(state: HeldState, about: About, quantity: number): Judgement {
  const { validUntil } = state;
  const answer = (reason: EntitlementRefusal | null, counted: Countable | null, isBeyond = false) => ({
    allowed: reason === null,
    reason,
    isBeyondIncluded: isBeyond && reason === null,
    counted: counted && { ...counted, remaining: remainingOf(counted) },
    validUntil,
  });
  if (state.unpaid?.isSuspended) return answer("license_suspended", null);
  if (about.type === "feature") {
    const feature = state.features.find(({ key }) => key === about.feature);
    if (!feature) return answer("not_in_plan", null);
    const tooMany = feature.quantity !== null && feature.quantity < quantity;
    return answer(feature.enabled && !tooMany ? null : "not_held", null);
  }
  const rows = about.type === "limit" ? [state.limits[about.limit]] : metersOf(state, about.meter);
  const judged = rows.map((row) => ({ row, ...fits(quantity, row) }));
  const told = judged.find(({ isAllowed }) => !isAllowed) ?? judged[0];
  if (!told) return answer("not_in_plan", null);
  const refusal = about.type === "limit" ? "limit_reached" : "allowance_used";
  return answer(told.isAllowed ? null : refusal, told.row, told.isBeyond);
}

const metersOf = ({ meters }: HeldState, meter: string) => meters.filter((each) => each.meter === meter);

/** Under which name it is held; null: it is not counted, so there is nothing to hold. */
export function subjectOf(about: About): string | null {
  if (about.type === "feature") return null;
  if (about.type === "meter") return meterSubject(about.meter);
  if (about.limit === "monthlyActiveUsers") return meterSubject("mau");
  return about.limit === "registeredRps" ? "rp" : "user";
}
