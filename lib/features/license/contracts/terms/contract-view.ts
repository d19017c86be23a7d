import type { Transaction } from "@/lib/db/transaction";
import type { LocalizedText, PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import { type AgreedChange, agreedChanges, concernsInterval } from "@/lib/domain/contract/agreed-changes";
import type { AtEnd, ContractQuantities, ContractState, ContractTerms } from "@/lib/domain/contract/contract";
import type { PaymentTerms } from "@/lib/domain/payment-terms/payment-terms";
import { type Discount, noTerms, type TaxRate } from "@/lib/domain/pricing/terms";
import { promiseWholePeriod } from "@/lib/domain/promise/promise-whole-period";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { Contract } from "@/lib/features/license/contracts/record/queries";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { findPaymentTerms } from "@/lib/features/payers/payment-terms/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { dashboardUrl, stripeIntegration } from "@/lib/stripe/client";

/** A contract as screens show it. Instants are ISO 8601, amounts minor units as text. */
export type ContractView = {
  id: string;
  state: ContractState;
  planKey: string;
  planName: LocalizedText;
  version: number;
  basePlanVersionId: string;
  /** Why prices or limits are not those of the published version; null where they are, and for readers of the tenant. */
  reason: string | null;
  isNegotiated: boolean;
  /** What was agreed otherwise than it is published, as far as it concerns this interval. */
  agreed: AgreedChange[];
  interval: PaidInterval;
  quantities: ContractQuantities;
  /** The chosen add-ons by name, with the option or how many. */
  addons: { name: LocalizedText; chosen: LocalizedText | string | null }[];
  /** What is paid in advance for each interval, before discount and tax. */
  fixedMinor: string;
  /** The same as it is invoiced while the discount holds: after it, and with tax. */
  invoicedMinor: string;
  discount: Discount | null;
  taxes: readonly TaxRate[];
  currency: string;
  startsAt: string;
  /** The end of the present term; null: open-ended. */
  endsAt: string | null;
  /** Somebody decided that it ends then. */
  endingAt: string | null;
  /** When it stopped; null while it has not. */
  endedAt: string | null;
  atEnd: AtEnd;
  invoicing: {
    by: "stripe_dashboard" | "choba";
    daysUntilDue: number | null;
    /** The tenant's terms, which go before these days; null: it has none, or nothing is sent. */
    terms: PaymentTerms | null;
    stripeSubscriptionId: string | null;
    /** For staff: the subscription in Stripe's dashboard, or the customer where invoices are made there by hand. */
    dashboard: { of: "subscription" | "customer"; url: string } | null;
    problem: string | null;
  };
  agreedBy: string;
  agreedAt: string;
  /** What was negotiated, for the form that changes it; null for readers of the tenant. */
  definition: PlanDefinition | null;
};

export async function contractView(
  tx: Transaction,
  contract: Contract,
  isStaff: boolean,
): Promise<ContractView> {
  const plan = await getPlanVersion(tx, contract.planVersionId);
  const { stripeSubscriptionId } = contract;
  return {
    id: contract.id,
    state: contract.state,
    planKey: plan.planKey,
    planName: plan.definition.name,
    version: plan.version,
    basePlanVersionId: contract.basePlanVersionId,
    reason: isStaff ? contract.overrideReason : null,
    isNegotiated: contract.overrideReason !== null,
    agreed: await agreedIn(tx, contract, plan.definition),
    interval: contract.interval,
    quantities: contract.quantities,
    addons: chosenAddons(plan.definition, contract.quantities),
    fixedMinor: String(fixedTotal(plan.definition, contract.interval, contract.quantities)),
    invoicedMinor: String(invoicedTotal(plan.definition, contract)),
    discount: contract.discount,
    taxes: contract.taxes,
    currency: plan.definition.currency,
    startsAt: contract.startsAt.toISOString(),
    endsAt: contract.termEndsAt?.toISOString() ?? null,
    endingAt: contract.endingAt?.toISOString() ?? null,
    endedAt: contract.endedAt?.toISOString() ?? null,
    atEnd: contract.atEnd,
    invoicing: {
      by: contract.invoicedBy,
      daysUntilDue: contract.daysUntilDue,
      terms: contract.daysUntilDue === null ? null : await findPaymentTerms(tx, contract.tenantId),
      stripeSubscriptionId: isStaff ? stripeSubscriptionId : null,
      dashboard: isStaff && stripeIntegration() ? await placeAtStripe(tx, contract) : null,
      problem: isStaff ? contract.stripeProblem : null,
    },
    agreedBy: isStaff ? contract.agreedBy : "",
    agreedAt: contract.agreedAt.toISOString(),
    definition: isStaff ? plan.definition : null,
  };
}

async function placeAtStripe(tx: Transaction, contract: Contract): Promise<AtStripe> {
  const { invoicedBy, tenantId } = contract;
  const stripeSubscriptionId = await subscriptionOf(tx, contract);
  if (stripeSubscriptionId)
    return { of: "subscription", url: dashboardUrl(`subscriptions/${stripeSubscriptionId}`) };
  if (invoicedBy === "choba") return null;
  const customerId = (await findPaymentAccount(tx, tenantId))?.stripeCustomerId;
  return customerId ? { of: "customer", url: dashboardUrl(`customers/${customerId}`) } : null;
}

/** The one that was linked, or of a contract that Choba invoices the one that follows the license. */
async function subscriptionOf(tx: Transaction, contract: Contract): Promise<string | null> {
  const { invoicedBy, state, tenantId, stripeSubscriptionId } = contract;
  if (invoicedBy !== "choba") return stripeSubscriptionId;
  return state === "active" ? (await getLicense(tx, tenantId)).stripeSubscriptionId : null;
}

type AtStripe = ContractView["invoicing"]["dashboard"];

async function agreedIn(tx: Transaction, contract: Contract, held: PlanDefinition): Promise<AgreedChange[]> {
  if (contract.basePlanVersionId === contract.planVersionId) return [];
  const { definition: published } = await getPlanVersion(tx, contract.basePlanVersionId);
  return agreedChanges(published, held).filter((change) => concernsInterval(change, contract.interval));
}

/** What is paid in advance for one interval, in minor units, before discounts and tax. */
export const fixedTotal = (
  definition: PlanDefinition,
  interval: PaidInterval,
  quantities: ContractQuantities,
): bigint => promiseWholePeriod(holdingBy(definition, interval, quantities), noTerms).totalMinor;

/** The same after discount and with tax, in the contract's first month. */
export function invoicedTotal(
  definition: PlanDefinition,
  { interval, quantities, discount, taxes, taxRounding }: InvoicedTerms,
): bigint {
  const terms = { discounts: discount ? [discount] : [], monthsBefore: 0, taxes, taxRounding };
  return promiseWholePeriod(holdingBy(definition, interval, quantities), terms).totalMinor;
}

const holdingBy = (definition: PlanDefinition, interval: PaidInterval, quantities: ContractQuantities) => ({
  planVersionId: "",
  rank: 0,
  definition,
  interval,
  ...quantities,
});

type InvoicedTerms = Pick<ContractTerms, "interval" | "quantities" | "discount" | "taxes" | "taxRounding">;

function chosenAddons(definition: PlanDefinition, { addons }: ContractQuantities): ContractView["addons"] {
  return definition.components.flatMap((component): ContractView["addons"] => {
    if (component.kind !== "addon") return [];
    const { key, name, choice } = component;
    const chosen = addons[key] ?? "0";
    if (choice.type === "one_of") {
      const option = choice.options.find((one) => one.key === chosen);
      return option ? [{ name, chosen: option.name }] : [];
    }
    if (chosen === "0") return [];
    return [{ name, chosen: choice.type === "quantity" ? chosen : null }];
  });
}
