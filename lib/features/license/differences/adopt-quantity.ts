import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { DifferenceFacts } from "@/lib/domain/stripe-differences/difference";
import type { Context } from "@/lib/features/foundation/context/context";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { changeHolding } from "@/lib/features/license/lifecycle/change-holding";
import { findOpenOrder, findOpenReservation, type License } from "@/lib/features/license/lifecycle/queries";
import { outdateEarlierReads } from "@/lib/features/license/lifecycle/sequence-numbers";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { readSubscriptionFacts } from "@/lib/features/license/subscription/wanted-subscription";

/**
 * Takes a quantity that people set at Stripe into the license: more or fewer seats, or units of an add-on, from today on.
 * Nothing is charged for the running period; the next one is billed so. Refuses a quantity that no license means, such as
 * a plan taken three times.
 */
export async function adoptQuantity(
  tx: Transaction,
  ctx: Context,
  { license, timeZone }: { license: License; timeZone: string },
  { priceId, quantity, wantedQuantity }: DifferenceFacts,
): Promise<void> {
  const { tenantId, planVersionId, interval, yearStart, periodStart, periodEnd, trialEnd } = license;
  if (interval === null || periodEnd === null) throw new Refused("license_is_free");
  if (await findRunningContract(tx, tenantId)) throw new Refused("sales_led");
  const isPending = (await findOpenOrder(tx, tenantId)) ?? (await findOpenReservation(tx, tenantId));
  if (isPending) throw new Refused("change_pending");
  const more = Number(quantity) - Number(wantedQuantity);
  for (const { seats, addons } of candidates(license, more)) {
    const { wanted } = await readSubscriptionFacts(tx, { ...license, seats, addons }, timeZone, ctx.now);
    const item = wanted?.items.find((each) => each.priceId === priceId);
    if (item?.quantity !== Number(quantity)) continue;
    const period = { yearStart, periodStart, periodEnd, trialEnd, heldFrom: ctx.now };
    await changeHolding(tx, ctx, license, { planVersionId, interval, seats, addons, ...period });
    await outdateEarlierReads(tx, tenantId);
    await enqueueSync(tx, ctx, tenantId);
    return;
  }
  throw new Refused("not_adoptable");
}

/** Licenses in which one quantity is changed by so many. */
function candidates({ seats, addons }: License, more: number): Pick<License, "seats" | "addons">[] {
  const counted = Object.entries(addons).filter(([, chosen]) => /^\d+$/.test(chosen));
  return [
    { seats: seats + more, addons },
    ...counted.map(([key, chosen]) => ({
      seats,
      addons: { ...addons, [key]: String(Number(chosen) + more) },
    })),
  ];
}
