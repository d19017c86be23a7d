import { type Snaked, snaked, unsnaked } from "../snake-case";
import type { PlanDefinition } from "./plan";

/** Says what a file is, so that a wrong one is noticed when it is imported. */
export const planFormat = "choba.plan";

/** A plan as JSON: the same for import, export and the API. Amounts are text, fields are in snake case. */
export type PlanDocument = { format: typeof planFormat } & Snaked<PlanDefinition>;

/** The document of a plan, everything written out. */
export const printPlan = (definition: PlanDefinition): PlanDocument => ({
  format: planFormat,
  ...snaked(definition),
});

/** The plan that a document of the right form says; `parsePlanDocument` in lib/features/catalog checks the form. */
export function readPlan({ format: _, ...definition }: PlanDocument): PlanDefinition {
  return unsnaked<PlanDefinition>(definition);
}
