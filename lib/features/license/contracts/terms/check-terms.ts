import { eq } from "drizzle-orm";
import { planVersions } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { isFreePlan, type PlanDefinition } from "@/lib/domain/catalog/plan";
import type { ContractTerms } from "@/lib/domain/contract/contract";
import { type FieldError, Refused } from "@/lib/domain/errors";
import { doesNotFit } from "@/lib/domain/pricing/does-not-fit";
import { estimateInput } from "@/lib/features/catalog/estimates/estimate-input";
import { requestProblems } from "@/lib/features/catalog/estimates/request-problems";
import type { Standing } from "@/lib/features/foundation/use-case/authorise";
import { requireStripeCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { stripeIntegration } from "@/lib/stripe/client";
import { negotiatedProblems } from "./negotiated-problems";

export type Base = typeof planVersions.$inferSelect;

/**
 * Refuses terms that cannot be agreed, naming each field: what they are based on, what was negotiated, how much of it,
 * and who invoices. Answers the published version. The span in time is the caller's to check.
 */
export async function checkTerms(
  tx: Transaction,
  tenant: Standing["tenant"],
  terms: ContractTerms,
): Promise<Base> {
  const [base] = await tx.select().from(planVersions).where(eq(planVersions.id, terms.planVersionId));
  if (!base || base.negotiatedFor !== null)
    throw new Refused("invalid_input", { fields: [{ field: "planVersionId", rule: "not_offered" }] });
  const definition = terms.override?.definition ?? base.definition;
  const fields = [
    ...baseProblems(base.definition, tenant.currency),
    ...(await negotiatedProblems(tx, base.definition, terms.override)),
  ];
  if (fields.length === 0) fields.push(...amountProblems(definition, terms), ...endProblems(terms));
  if (fields.length > 0) throw new Refused("invalid_input", { fields });
  if (terms.invoicing.by === "choba") {
    if (!stripeIntegration()) throw new Refused("stripe_off");
    await requireStripeCustomer(tx, tenant.id);
  }
  return base;
}

function baseProblems(definition: PlanDefinition, currency: string): FieldError[] {
  if (isFreePlan(definition)) return [{ field: "planVersionId", rule: "free_needs_no_contract" }];
  if (definition.currency === currency) return [];
  const params = { currency: definition.currency, plan: currency };
  return [{ field: "planVersionId", rule: "currency_mix", params }];
}

/** Quantities and discount are checked as an estimate of the same plan would be. */
function amountProblems(definition: PlanDefinition, terms: ContractTerms): FieldError[] {
  const { seats, addons } = terms.quantities;
  const { discount } = terms;
  const request = estimateInput.parse({
    interval: terms.interval,
    quantities: { seats, addons },
    discounts: discount ? [{ ...discount, components: discount.components && [...discount.components] }] : [],
  });
  const fields: FieldError[] = requestProblems(definition, request).map(({ field, rule, params }) => ({
    field: field.replace(/^discounts\.0\./, "discount."),
    rule,
    ...(params ? { params } : {}),
  }));
  for (const { component, maximum } of doesNotFit(definition, { seats, addons, usage: {}, onDemand: {} })) {
    const isSeats = definition.components.some(({ kind, key }) => kind === "seats" && key === component);
    const field = isSeats ? "quantities.seats" : `quantities.addons.${component}`;
    fields.push({ field, rule: "too_big", params: { maximum } });
  }
  return fields;
}

function endProblems({ endsAt, atEnd }: ContractTerms): FieldError[] {
  return atEnd === "renew" && !endsAt ? [{ field: "endsAt", rule: "renewal_needs_end" }] : [];
}
