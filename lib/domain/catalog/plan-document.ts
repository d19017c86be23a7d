import { type Snaked, snaked, unsnaked } from "../snake-case";
import type { PlanDefinition } from "./plan";

/** Marks the format of a file, so that an import refuses a file of another kind. */
export const planFormat = "choba.plan";

/** A plan as JSON, the same for import, export and the API. Amounts are text; fields are in snake case. */
export type PlanDocument = { format: typeof planFormat } & Snaked<PlanDefinition>;

/** The document of a plan, with every field written out. */
export const printPlan = (definition: PlanDefinition): PlanDocument => ({
  format: planFormat,
  ...snaked(definition),
});

/**
 * The plan of a document that has the right form; `parsePlanDocument` in lib/features/catalog checks the
 * form.
 */
export function readPlan({ format: _, ...definition }: PlanDocument): PlanDefinition {
  return unsnaked<PlanDefinition>(definition);
}
