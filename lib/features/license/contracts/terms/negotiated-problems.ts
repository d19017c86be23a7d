import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { planProblems } from "@/lib/domain/catalog/plan-problems";
import type { NegotiatedOverride } from "@/lib/domain/contract/contract";
import { overrideProblems } from "@/lib/domain/contract/override-problems";
import type { FieldError } from "@/lib/domain/errors";
import { readCatalogFacts } from "@/lib/features/catalog/plans/publication/plan-problems";

/**
 * What is wrong with what was negotiated, for a contract and for the quote that may become one: the rules of plans hold
 * for it, and it says nothing that cannot be negotiated. Fields are those of the form, under `override.definition`.
 */
export async function negotiatedProblems(
  tx: Transaction,
  published: PlanDefinition,
  override: NegotiatedOverride | null,
): Promise<FieldError[]> {
  if (!override) return [];
  // Meter units cannot go away meanwhile: each is the published version's, too.
  const wrong = planProblems(override.definition, await readCatalogFacts(tx));
  const errors = wrong.filter(({ severity }) => severity === "error");
  return [...overrideProblems(published, override.definition), ...errors].map(({ field, rule, params }) => ({
    field: `override.definition.${field}`,
    rule,
    ...(params ? { params } : {}),
  }));
}
