import type { Transaction } from "@/lib/db/transaction";
import type { UsageComponent } from "@/lib/domain/catalog/component";
import { type Limits, limitsOf } from "@/lib/domain/catalog/plan";
import { type Countable, type Feature, featuresOf } from "@/lib/domain/license/entitlement";
import { dayOf, monthOf } from "@/lib/domain/time/calendar";
import { dayWindow } from "@/lib/domain/time/day-window";
import { readStanding } from "@/lib/features/billing/alerts/read-standing";
import { getPlanVersion, type PlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { Standing } from "@/lib/features/foundation/use-case/authorise";
import { collectionSettingsOf } from "@/lib/features/license/collection/collection-settings";
import { type Entitlements, unpaidOf } from "@/lib/features/license/entitlements/read-entitlements";
import { agreedSeats } from "@/lib/features/license/holding/agreed-seats";
import { type SeatsHeld, seatsHeld } from "@/lib/features/license/holding/seats-held";
import { readHeld } from "@/lib/features/license/holds/queries";
import { getLicense, readUse } from "@/lib/features/license/lifecycle/queries";
import { limitOf } from "@/lib/features/license/registrations/registration-kinds";

/** What one metered component of the plan that is held allows this month, in priced units. */
export type MeterState = Countable & Pick<UsageComponent, "key" | "meter" | "name" | "unit">;

/** Everything that answers about a tenant's rights are made from. */
export type HeldState = {
  plan: PlanVersion;
  features: Feature[];
  limits: Record<keyof Limits, Countable>;
  meters: MeterState[];
  seats: SeatsHeld | null;
  unpaid: Entitlements["unpaid"];
  /** Until when this holds if nobody changes anything: the tenant's next midnight, or the end of its period before it. */
  validUntil: Date;
};

export const meterSubject = (meter: string): string => `meter:${meter}`;

/** Reads it within the caller's transaction, under whatever the caller has locked. */
export async function readHeldState(
  tx: Transaction,
  { tenant }: Pick<Standing, "tenant">,
  now: Date,
): Promise<HeldState> {
  const license = await getLicense(tx, tenant.id);
  const plan = await getPlanVersion(tx, license.planVersionId);
  const { definition } = plan;
  const use = await readUse(tx, tenant.id, monthOf(now, tenant.timeZone));
  const held = await readHeld(tx, tenant.id, now);
  const unpaid = unpaidOf(license, await collectionSettingsOf(tx), now);
  const standing = await readStanding(tx, tenant, now);
  const seats = await agreedSeats(tx, tenant.id, license.planVersionId, now);
  const maxima = limitsOf(definition, seats);
  const registered = (kind: "rp" | "user") => ({
    used: String(use[limitOf[kind]]),
    held: held.get(kind) ?? 0,
    maximum: textOf(maxima[limitOf[kind]]),
    isHard: true,
  });
  const isLimited = unpaid?.allowancesAreLimits ?? false;
  const metered = definition.components.filter((component) => component.kind === "usage");
  const meters = metered.map(({ key, meter, name, unit, price }): MeterState => {
    const found = standing.allowances.find(({ component }) => component === key);
    return {
      ...{ key, meter, name, unit },
      used: found?.used ?? "0",
      held: held.get(meterSubject(meter)) ?? 0,
      maximum: price.model === "unlimited" ? null : (found?.allowance ?? null),
      isHard: price.model === "limit" || isLimited,
    };
  });
  const mau = meters.find(({ meter }) => meter === "mau");
  return {
    plan,
    features: featuresOf(definition, license.addons),
    limits: {
      registeredRps: registered("rp"),
      registeredUsers: registered("user"),
      monthlyActiveUsers: {
        used: String(use.monthlyActiveUsers),
        held: mau?.held ?? 0,
        maximum: textOf(maxima.monthlyActiveUsers),
        isHard: mau?.isHard ?? false,
      },
    },
    meters,
    seats: await seatsHeld(tx, license, definition, { use, at: now }),
    unpaid,
    validUntil: earliest(dayWindow(dayOf(now, tenant.timeZone), tenant.timeZone).end, license.periodEnd, now),
  };
}

const textOf = (maximum: number | null) => (maximum === null ? null : String(maximum));

/** A period that is over but was not followed yet ends nothing more. */
const earliest = (midnight: Date, periodEnd: Date | null, now: Date) =>
  periodEnd && periodEnd > now && periodEnd < midnight ? periodEnd : midnight;
