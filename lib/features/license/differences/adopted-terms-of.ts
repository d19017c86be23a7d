import { and, eq } from "drizzle-orm";
import { stripePrices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { planProblems } from "@/lib/domain/catalog/plan-problems";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import {
  type AdoptedTerms,
  type AdoptingTerms,
  withAddedItem,
  withChangedPrice,
  withQuantity,
} from "@/lib/domain/stripe-differences/adopted-terms";
import type { ToldItem } from "@/lib/domain/stripe-differences/compare-subscription";
import { readCatalogFacts } from "@/lib/features/catalog/plans/publication/plan-problems";
import type { DifferenceRow } from "./record-differences";

/** What the subscription was told: by the prices of which version, and which items that made. */
type Told = { planVersionId: Id<"planVersion">; items: readonly ToldItem[] };

/** The terms with what people changed on the subscription in them. Refuses `not_adoptable` where no terms mean that. */
export async function adoptedTermsOf(
  tx: Transaction,
  terms: AdoptingTerms,
  told: Told,
  row: DifferenceRow,
): Promise<AdoptedTerms> {
  const adopted = await termsWith(tx, terms, told, row);
  if (!adopted) throw new Refused("not_adoptable");
  const problems = planProblems(adopted.definition, await readCatalogFacts(tx));
  if (problems.some(({ severity }) => severity === "error")) throw new Refused("not_adoptable");
  return adopted;
}

async function termsWith(
  tx: Transaction,
  terms: AdoptingTerms,
  { planVersionId, items }: Told,
  { kind, key, facts }: DifferenceRow,
): Promise<AdoptedTerms | null> {
  if (kind === "item_added") return withAddedItem(terms, facts);
  const item = items.find(({ id }) => id === key);
  if (!item) return null;
  const [price] = await tx
    .select()
    .from(stripePrices)
    .where(and(eq(stripePrices.planVersionId, planVersionId), eq(stripePrices.stripePriceId, item.priceId)));
  if (!price) return null;
  if (kind === "item_quantity_changed") return withQuantity(terms, facts, price);
  return kind === "item_price_changed" ? withChangedPrice(terms, facts, price, item.quantity) : null;
}
