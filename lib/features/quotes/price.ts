import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { planProblems } from "@/lib/domain/catalog/problems";
import { Refused } from "@/lib/domain/errors";
import { type Estimate, estimate } from "@/lib/domain/pricing/estimate";
import type { PricingTerms } from "@/lib/domain/pricing/terms";
import { negotiablePrices, withPrices } from "@/lib/domain/quote/negotiated";
import type { Offered } from "@/lib/domain/quote/offer";
import { readCatalogFacts } from "../catalog/check";
import { requestProblems } from "../estimates/check";
import { type EstimateRequest, estimateInput } from "../estimates/schema";
import { termsOf } from "../estimates/terms";

export type PricedOffer = {
  /** The plan's, with the negotiated prices in it. */
  definition: PlanDefinition;
  estimate: Estimate;
  terms: PricingTerms;
};

/** Works an offer out with the one engine. Refuses by field what the plan or the catalog does not have. */
export async function priceOffer(
  tx: Transaction,
  planDefinition: PlanDefinition,
  offered: Offered,
): Promise<PricedOffer> {
  const definition = await negotiatedDefinition(tx, planDefinition, offered);
  const { interval, quantities } = offered;
  const request = requestOf(offered);
  refuse(
    requestProblems(definition, request)
      .filter(({ severity }) => severity === "error")
      .map(({ field, rule, params }) => ({ field: ownField(field), rule, ...(params ? { params } : {}) })),
  );
  const terms = await termsOf(tx, request, definition.currency);
  return { definition, estimate: estimate({ definition, interval, quantities, terms }), terms };
}

function requestOf({ interval, quantities, discount, taxKeys }: Offered): EstimateRequest {
  const discounts = discount ? [{ ...discount, components: null }] : [];
  return estimateInput.parse({ planKey: "", interval, quantities, discounts, taxRates: [...taxKeys] });
}

async function negotiatedDefinition(
  tx: Transaction,
  plan: PlanDefinition,
  { interval, negotiated }: Offered,
): Promise<PlanDefinition> {
  if (!negotiated) return plan;
  const known = new Set(negotiablePrices(plan, interval).map(({ component }) => component));
  refuse(
    Object.keys(negotiated.prices)
      .filter((key) => !known.has(key))
      .map((name) => ({ field: `prices.${name}`, rule: "not_in_plan", params: { name } })),
  );
  const definition = withPrices(plan, interval, negotiated.prices);
  const problems = planProblems(definition, await readCatalogFacts(tx));
  refuse(
    problems.flatMap(({ severity, field, rule, params }) => {
      const index = Number(
        /^components\.(\d+)\.(?:amountMinor|unitAmountMinor|price)\b/.exec(field)?.[1] ?? -1,
      );
      const key = definition.components[index]?.key;
      if (severity !== "error" || key === undefined || negotiated.prices[key] === undefined) return [];
      return [{ field: `prices.${key}`, rule, ...(params ? { params } : {}) }];
    }),
  );
  return definition;
}

/** An estimate has many discounts, a quote one. */
const ownField = (field: string) => field.replace(/^discounts\.0\./, "discount.");

function refuse(fields: { field: string; rule: string; params?: Record<string, string | number> }[]): void {
  if (fields.length > 0) throw new Refused("invalid_input", { fields });
}
