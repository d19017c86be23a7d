import { meterUnits } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { blankPlan } from "@/lib/domain/catalog/blank";
import { type AddonComponent, mauMeter } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { planProblems } from "@/lib/domain/catalog/plan-problems";
import type { CatalogFacts, Problem } from "@/lib/domain/catalog/problem";
import { rankProblems } from "@/lib/domain/catalog/rank-problems";
import { type FieldError, Refused } from "@/lib/domain/errors";
import { plansOnSale } from "@/lib/features/catalog/plans/record/queries";

/**
 * What plans are checked against. `forShare` keeps the meter units from being deleted or renamed until the transaction
 * ends, so a published version never names one that is gone.
 */
export async function readCatalogFacts(tx: Transaction, forShare = false): Promise<CatalogFacts> {
  const names = tx.select({ unitName: meterUnits.unitName }).from(meterUnits);
  const rows = await (forShare ? names.for("share") : names);
  return { meters: new Set([mauMeter, ...rows.map((row) => row.unitName)]) };
}

type Candidate = { key: string; rank: number; definition: PlanDefinition };

/** Everything wrong with a plan that is to go on sale; fields are those of the definition, and `rank`. */
export async function planProblemsNow(
  tx: Transaction,
  plan: Candidate,
  forShare = false,
): Promise<Problem[]> {
  const facts = await readCatalogFacts(tx, forShare);
  return [
    ...(await rankProblemsNow(tx, plan)).map((problem) => ({ ...problem, severity: "error" as const })),
    ...planProblems(plan.definition, facts),
  ];
}

/** What is wrong with a plan's rank among what is on sale now. */
async function rankProblemsNow(tx: Transaction, plan: Candidate) {
  const onSale = (await plansOnSale(tx)).map(({ planKey, rank, definition }) => ({
    key: planKey,
    rank,
    currency: definition.currency,
  }));
  return rankProblems(plan, onSale);
}

/** Refuses a plan with an error, naming each; warnings pass. The caller holds the catalog's lock. */
export async function requireSellable(tx: Transaction, plan: Candidate): Promise<void> {
  const errors = (await planProblemsNow(tx, plan, true)).filter((problem) => problem.severity === "error");
  if (errors.length > 0)
    throw new Refused("invalid_input", {
      fields: errors.map(fieldErrorOf),
    });
}

/** What is wrong with an add-on by itself: it is checked as all there is of a plan. */
export async function addOnProblems(tx: Transaction, definition: AddonComponent): Promise<FieldError[]> {
  if (!definition.currency) return [{ field: "definition.currency", rule: "required" }];
  const plan = { ...blankPlan(definition.currency), components: [definition] };
  return planProblems(plan, await readCatalogFacts(tx)).flatMap(({ field, severity, ...rest }) => {
    if (severity === "warning") return [];
    if (field === "currency") return [fieldErrorOf({ field: "definition.currency", severity, ...rest })];
    if (!field.startsWith(inside)) return [];
    return [fieldErrorOf({ field: `definition.${field.slice(inside.length)}`, severity, ...rest })];
  });
}
const inside = "components.0.";

const fieldErrorOf = ({ field, rule, params }: Problem): FieldError => ({
  field,
  rule,
  ...(params ? { params } : {}),
});
