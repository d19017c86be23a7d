import { and, eq } from "drizzle-orm";
import { planVersions, stripePrices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { planProblems } from "@/lib/domain/catalog/plan-problems";
import { invariant, Refused } from "@/lib/domain/errors";
import {
  type AdoptedTerms,
  type AdoptingTerms,
  withAddedItem,
  withChangedPrice,
} from "@/lib/domain/stripe-differences/adopted-terms";
import type { DifferenceFacts } from "@/lib/domain/stripe-differences/difference";
import { readCatalogFacts } from "@/lib/features/catalog/plans/publication/plan-problems";
import type { Context } from "@/lib/features/foundation/context/context";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { versionFor } from "@/lib/features/license/contracts/terms/negotiated-version";
import { changeHolding } from "@/lib/features/license/lifecycle/change-holding";
import { findOpenOrder, findOpenReservation, type License } from "@/lib/features/license/lifecycle/queries";
import { outdateEarlierReads } from "@/lib/features/license/lifecycle/sequence-numbers";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { readSubscriptionFacts } from "@/lib/features/license/subscription/wanted-subscription";
import type { DifferenceRow } from "./record-differences";

type Held = Pick<License, "planVersionId" | "seats" | "addons">;
type Adopting = { license: License; timeZone: string };

/**
 * Takes into the license what people set on its subscription: another quantity as seats or units of an add-on, another
 * price and an added item as terms that only this tenant has. It holds from today on. Nothing is charged for the running
 * period; the next one is billed so. Refuses what no license means, such as a plan taken three times or another currency.
 * The caller has locked the license.
 */
export async function adoptIntoLicense(
  tx: Transaction,
  ctx: Context,
  { license, timeZone }: Adopting,
  row: DifferenceRow,
): Promise<void> {
  const { tenantId, interval, yearStart, periodStart, periodEnd, trialEnd } = license;
  if (interval === null || periodEnd === null) throw new Refused("license_is_free");
  if (await findRunningContract(tx, tenantId)) throw new Refused("sales_led");
  const isPending = (await findOpenOrder(tx, tenantId)) ?? (await findOpenReservation(tx, tenantId));
  if (isPending) throw new Refused("change_pending");
  const held =
    row.kind === "item_quantity_changed"
      ? await withQuantity(tx, ctx, { license, timeZone }, row.facts)
      : await withOwnTerms(tx, ctx, license, row);
  if (!held) throw new Refused("not_adoptable");
  const period = { yearStart, periodStart, periodEnd, trialEnd, heldFrom: ctx.now };
  await changeHolding(tx, ctx, license, { ...held, interval, ...period });
  await outdateEarlierReads(tx, tenantId);
  await enqueueSync(tx, ctx, tenantId);
}

async function withQuantity(
  tx: Transaction,
  ctx: Context,
  { license, timeZone }: Adopting,
  { priceId, quantity, wantedQuantity }: DifferenceFacts,
): Promise<Held | null> {
  const more = Number(quantity) - Number(wantedQuantity);
  for (const held of candidates(license, more)) {
    const { wanted } = await readSubscriptionFacts(tx, { ...license, ...held }, timeZone, ctx.now);
    const item = wanted?.items.find((each) => each.priceId === priceId);
    if (item?.quantity === Number(quantity)) return held;
  }
  return null;
}

/** Licenses in which one quantity is changed by so many. */
function candidates({ planVersionId, seats, addons }: License, more: number): Held[] {
  const counted = Object.entries(addons).filter(([, chosen]) => /^\d+$/.test(chosen));
  return [
    { planVersionId, seats: seats + more, addons },
    ...counted.map(([key, chosen]) => ({
      planVersionId,
      seats,
      addons: { ...addons, [key]: String(Number(chosen) + more) },
    })),
  ];
}

/** A plan version of the tenant's own, so that prices, invoices and screens need to know nothing of where it comes from. */
async function withOwnTerms(
  tx: Transaction,
  ctx: Context,
  license: License,
  row: DifferenceRow,
): Promise<Held | null> {
  const [base] = await tx.select().from(planVersions).where(eq(planVersions.id, license.planVersionId));
  invariant(base && license.interval, "a paid license has a plan version and an interval");
  const { definition } = base;
  const terms = { definition, interval: license.interval, addons: license.addons };
  const adopted = await adoptedTerms(tx, license, terms, row);
  if (!adopted) return null;
  const problems = planProblems(adopted.definition, await readCatalogFacts(tx));
  if (problems.some(({ severity }) => severity === "error")) return null;
  const override = { definition: adopted.definition, reason: "changed at Stripe" };
  const { planVersionId } = await versionFor(tx, ctx, license.tenantId, base, override);
  return { planVersionId, seats: license.seats, addons: adopted.addons };
}

async function adoptedTerms(
  tx: Transaction,
  { toldItems, planVersionId }: License,
  terms: AdoptingTerms,
  { kind, key, facts }: DifferenceRow,
): Promise<AdoptedTerms | null> {
  if (kind === "item_added") return withAddedItem(terms, facts);
  const told = toldItems.find(({ id }) => id === key);
  if (kind !== "item_price_changed" || !told) return null;
  const [price] = await tx
    .select()
    .from(stripePrices)
    .where(and(eq(stripePrices.planVersionId, planVersionId), eq(stripePrices.stripePriceId, told.priceId)));
  return price ? withChangedPrice(terms, facts, price, told.quantity) : null;
}
