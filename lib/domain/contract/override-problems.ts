import type { PlanDefinition } from "../catalog/plan";
import type { FieldError } from "../errors";

/**
 * A negotiation changes prices, allowances and limits, and leaves components out. It adds nothing and renames
 * nothing: names stand on the invoices of everybody who has the plan, and keys connect counts and choices to
 * it.
 */
export function overrideProblems(base: PlanDefinition, negotiated: PlanDefinition): FieldError[] {
  const problems: FieldError[] = [];
  const say = (field: string, rule: string) => problems.push({ field, rule });
  if (negotiated.currency !== base.currency) say("currency", "not_negotiable");
  if (!isSameText(negotiated.name, base.name)) say("name", "not_negotiable");
  negotiated.components.forEach((component, index) => {
    const original = base.components.find(({ key }) => key === component.key);
    if (!original || original.kind !== component.kind) say(`components.${index}.key`, "not_negotiable");
    else if (!isSameText(original.name, component.name)) say(`components.${index}.name`, "not_negotiable");
    else if (component.kind === "usage" && original.kind === "usage" && component.meter !== original.meter)
      say(`components.${index}.meter`, "not_negotiable");
  });
  return problems;
}

const isSameText = (a: { en: string; ja: string }, b: { en: string; ja: string }) =>
  a.en === b.en && a.ja === b.ja;
