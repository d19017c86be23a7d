import type { PlanDefinition } from "../catalog/plan";
import type { Id } from "../ids";
import type { Currency } from "../money/currency";
import type { TaxFacts } from "../tax/tax-settings";

/** A published version of a plan, with the Stripe prices of its components. */
export type KnownPlan = {
  key: string;
  rank: number;
  planVersionId: Id<"planVersion">;
  definition: PlanDefinition;
  prices: readonly { componentKey: string; priceId: string }[];
};

/** A customer that is linked to a tenant. */
export type KnownCustomer = {
  tenantId: string;
  currency: Currency;
  timeZone: string;
  holdsSomething: boolean;
};

/** What Choba has already. */
export type Known = {
  now: Date;
  /** By the customer's id. */
  customers: ReadonlyMap<string, KnownCustomer>;
  /** The newest last. */
  plans: readonly KnownPlan[];
  /** The largest rank of a plan: what comes new goes behind it. */
  highestRank: number;
  /** In which something is on sale. */
  currencies: readonly Currency[];
  /** Mail addresses of the SaaS's own people, in lower case: they own no tenant. */
  staff: ReadonlySet<string>;
  tax: Pick<TaxFacts, "sellerCountry" | "defaults">;
};
