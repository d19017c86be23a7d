import { eq } from "drizzle-orm";
import { planVersions } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant, Refused } from "@/lib/domain/errors";
import type { Context } from "@/lib/features/foundation/context/context";
import { versionFor } from "@/lib/features/license/contracts/terms/negotiated-version";
import { changeHolding } from "@/lib/features/license/lifecycle/change-holding";
import { findOpenOrder, findOpenReservation, type License } from "@/lib/features/license/lifecycle/queries";
import { outdateEarlierReads } from "@/lib/features/license/lifecycle/sequence-numbers";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { adoptedTermsOf } from "./adopted-terms-of";
import type { DifferenceRow } from "./record-differences";

/**
 * Takes into a bought license what people set on its subscription: another quantity as seats or units of an add-on,
 * another price and an added item as a plan version of the tenant's own, so that prices, invoices and screens need to know
 * nothing of where it comes from. It holds from today on. Nothing is charged for the running period; the next one is
 * billed so. Refuses `not_adoptable`, `license_is_free` and `change_pending`. The caller has locked the license.
 */
export async function adoptIntoLicense(
  tx: Transaction,
  ctx: Context,
  license: License,
  row: DifferenceRow,
): Promise<void> {
  const { tenantId, interval, seats, addons, toldItems } = license;
  const { yearStart, periodStart, periodEnd, trialEnd } = license;
  if (interval === null || periodEnd === null) throw new Refused("license_is_free");
  const isPending = (await findOpenOrder(tx, tenantId)) ?? (await findOpenReservation(tx, tenantId));
  if (isPending) throw new Refused("change_pending");
  const [base] = await tx.select().from(planVersions).where(eq(planVersions.id, license.planVersionId));
  invariant(base, "a license has a plan version");
  const terms = { definition: base.definition, interval, seats, addons };
  const adopted = await adoptedTermsOf(tx, terms, { planVersionId: base.id, items: toldItems }, row);
  const override = { definition: adopted.definition, reason: "Stripe" };
  const { planVersionId } = await versionFor(tx, ctx, tenantId, base, override);
  await changeHolding(tx, ctx, license, {
    planVersionId,
    interval,
    seats: adopted.seats,
    addons: { ...adopted.addons },
    yearStart,
    periodStart,
    periodEnd,
    trialEnd,
    heldFrom: ctx.now,
  });
  await outdateEarlierReads(tx, tenantId);
  await enqueueSync(tx, ctx, tenantId);
}
