import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { type FieldError, Refused } from "@/lib/domain/errors";
import type { Estimate } from "@/lib/domain/pricing/estimate";
import type { PricingTerms } from "@/lib/domain/pricing/terms";
import { chargedEstimate } from "@/lib/domain/quote/charged-estimate";
import type { Offered } from "@/lib/domain/quote/offer";
import { type EstimateRequest, estimateInput } from "@/lib/features/catalog/estimates/estimate-input";
import { termsOf } from "@/lib/features/catalog/estimates/estimate-terms";
import { requestProblems } from "@/lib/features/catalog/estimates/request-problems";
import { negotiatedProblems } from "@/lib/features/license/contracts/terms/negotiated-problems";

export type PricedOffer = {
  /** The plan's, or what was negotiated in its place. */
  definition: PlanDefinition;
  estimate: Estimate;
  terms: PricingTerms;
};

/** Works an offer out as it would be charged. Refuses by field what the plan or the catalog does not have. */
export async function priceOffer(
  tx: Transaction,
  planDefinition: PlanDefinition,
  offered: Offered,
): Promise<PricedOffer> {
  const { interval, quantities, negotiated } = offered;
  refuse(await negotiatedProblems(tx, planDefinition, negotiated));
  const definition = negotiated?.definition ?? planDefinition;
  const request = requestOf(offered);
  refuse(
    requestProblems(definition, request)
      .filter(({ severity }) => severity === "error")
      .map(({ field, rule, params }) => ({ field: ownField(field), rule, ...(params ? { params } : {}) })),
  );
  const terms = await termsOf(tx, request, definition.currency, "taxKeys");
  return { definition, estimate: chargedEstimate({ definition, interval, quantities, terms }), terms };
}

function requestOf({ interval, quantities, discount, taxKeys }: Offered): EstimateRequest {
  const discounts = discount ? [{ ...discount, components: null }] : [];
  return estimateInput.parse({ planKey: "", interval, quantities, discounts, taxRates: [...taxKeys] });
}

/** An estimate has many discounts, a quote one. */
const ownField = (field: string) => field.replace(/^discounts\.0\./, "discount.");

function refuse(fields: FieldError[]): void {
  if (fields.length > 0) throw new Refused("invalid_input", { fields });
}
