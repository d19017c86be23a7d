import type { FieldError } from "../errors";

/**
 * Something that is wrong with a plan, by field (`components.2.price.tiers.1.upTo`). An `error` prevents
 * publication. A `warning` says that the plan probably does not say what was meant. `rule` names a message
 * `errors.rules.<rule>`.
 */
export type Problem = FieldError & { severity: "error" | "warning" };

/** What a plan is checked against: the meter units of the catalog by name. */
export type CatalogFacts = { meters: ReadonlySet<string> };
