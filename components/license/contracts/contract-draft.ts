import { type ChosenDiscount, isDiscount } from "@/components/catalog/pricing/estimate-link";
import { typedDiscount } from "@/components/catalog/pricing/typed-discount";
import {
  type Negotiation,
  negotiationOf,
  notNegotiated,
  overrideOf,
} from "@/components/license/negotiation/negotiation";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { AtEnd, NegotiatedOverride } from "@/lib/domain/contract/contract";
import { majorToMinor, typedDecimal } from "@/lib/domain/money/major-units";
import type { Discount } from "@/lib/domain/pricing/terms";
import { dayOf } from "@/lib/domain/time/calendar";
import { addDays } from "@/lib/domain/time/day-span";
import type { BaseOption, ContractsView } from "@/lib/features/license/contracts/agreement/read-contracts";
import type { ContractTermsInput } from "@/lib/features/license/contracts/terms/contract-terms-schema";
import type { ContractView } from "@/lib/features/license/contracts/terms/contract-view";

/** The form as it was typed. Days are those of the tenant, as date fields write them. */
export type ContractDraft = Negotiation & {
  planVersionId: string;
  interval: "month" | "year";
  seats: string;
  addons: Record<string, string>;
  starts: "now" | "at";
  firstDay: string;
  /** Empty: without end. */
  lastDay: string;
  atEnd: AtEnd;
  invoicedBy: "choba" | "stripe_dashboard";
  /** How the invoices of Choba are paid. */
  paidBy: "transfer" | "card";
  daysUntilDue: string;
  stripeSubscriptionId: string;
  discount: ChosenDiscount | null;
  taxKeys: readonly string[];
  /** The discount of the running contract, with what the form does not show: its name and its components. */
  heldDiscount: Discount | null;
};

/** Terms that begin and end with whole days of the tenant, both included; the server knows its zone. */
export type DatedTerms = Omit<ContractTermsInput, "startsAt" | "endsAt"> & {
  firstDay: string | null;
  lastDay: string | null;
};

/** What the form begins with: the running contract, or the first plan. */
export function draftFrom(view: ContractsView, bases: readonly BaseOption[]): ContractDraft {
  const { running, timeZone } = view;
  const base = bases.find(({ id }) => id === running?.basePlanVersionId) ?? bases[0];
  return {
    planVersionId: base?.id ?? "",
    interval: running?.interval ?? "month",
    seats: String(running?.quantities.seats ?? 0),
    addons: { ...running?.quantities.addons },
    starts: "now",
    firstDay: "",
    lastDay: running?.endsAt ? addDays(dayOf(new Date(running.endsAt), timeZone), -1) : "",
    atEnd: running?.atEnd ?? "free",
    invoicedBy: running?.invoicing.by ?? (view.forStaff?.hasPaymentAccount ? "choba" : "stripe_dashboard"),
    paidBy:
      running?.invoicing.by === "choba" && running.invoicing.daysUntilDue === null ? "card" : "transfer",
    daysUntilDue: String(running?.invoicing.daysUntilDue ?? 30),
    stripeSubscriptionId:
      running?.invoicing.by === "stripe_dashboard" ? (running.invoicing.stripeSubscriptionId ?? "") : "",
    ...(base && running ? negotiationOf(base.definition, overrideIn(running)) : notNegotiated),
    discount: typedDiscount(running?.discount ?? null),
    taxKeys: running?.taxes.map(({ key }) => key) ?? view.forStaff?.usualTaxKeys ?? [],
    heldDiscount: running?.discount ?? null,
  };
}

const overrideIn = ({ isNegotiated, definition, reason }: ContractView): NegotiatedOverride | null =>
  isNegotiated && definition ? { definition, reason: reason ?? "" } : null;

/** The typed form as terms; null while no plan is chosen. */
export function termsOfDraft(draft: ContractDraft, base: BaseOption | undefined): DatedTerms | null {
  if (!base) return null;
  const { definition } = base;
  const keys = new Set(definition.components.map(({ key }) => key));
  return {
    planVersionId: draft.planVersionId,
    interval: draft.interval,
    quantities: {
      seats: Number(typedDecimal(draft.seats) || "0"),
      addons: Object.fromEntries(Object.entries(draft.addons).filter(([key]) => keys.has(key))),
    },
    firstDay: draft.starts === "now" ? null : draft.firstDay,
    lastDay: draft.lastDay || null,
    atEnd: draft.lastDay ? draft.atEnd : "free",
    invoicing:
      draft.invoicedBy === "choba"
        ? { by: "choba", daysUntilDue: daysUntilDue(draft) }
        : { by: "stripe_dashboard", stripeSubscriptionId: draft.stripeSubscriptionId.trim() || null },
    discount: discountOf(draft, definition),
    taxKeys: [...draft.taxKeys],
    override: overrideOf(draft, definition),
  };
}

/** Null: charged to the card. What is no number is refused by name. */
const daysUntilDue = ({ paidBy, daysUntilDue }: ContractDraft): number | null =>
  paidBy === "card" ? null : Number(typedDecimal(daysUntilDue) || Number.NaN);

/** The discount as terms have it. What is no number is sent as it was typed, and refused by name. */
function discountOf(
  { discount, heldDiscount }: ContractDraft,
  { currency, components }: PlanDefinition,
): DatedTerms["discount"] {
  if (!discount) return null;
  const { type, value, months } = discount;
  const named = heldDiscount?.components ?? null;
  const isInPlan = named?.every((name) => components.some(({ key }) => key === name)) ?? false;
  const amount = isDiscount(discount) ? majorToMinor(value, currency) : null;
  return {
    name: heldDiscount?.name ?? { en: "Discount", ja: "割引" },
    value:
      type === "percent"
        ? { type, percent: isDiscount(discount) ? value : "" }
        : { type, amountMinor: amount ?? "", currency },
    components: named && isInPlan ? [...named] : null,
    months,
  };
}
