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
import { localOfInstant } from "@/lib/domain/time/local-instant";
import type { BaseOption, ContractsView } from "@/lib/features/license/contracts/agreement/read-contracts";
import type { ContractTermsInput } from "@/lib/features/license/contracts/terms/contract-terms-schema";
import type { ContractView } from "@/lib/features/license/contracts/terms/contract-view";

/** The form as it was typed. Dates are local, as date fields write them. */
export type ContractDraft = Negotiation & {
  planVersionId: string;
  interval: "month" | "year";
  seats: string;
  addons: Record<string, string>;
  starts: "now" | "at";
  startsAt: string;
  endsAt: string;
  atEnd: AtEnd;
  invoicedBy: "choba" | "stripe_dashboard";
  daysUntilDue: string;
  stripeSubscriptionId: string;
  discount: ChosenDiscount | null;
  taxKeys: readonly string[];
  /** The discount of the running contract, with what the form does not show: its name and its components. */
  heldDiscount: Discount | null;
};

/** Terms whose instants are still local times of the tenant; the server knows its zone. */
export type LocalTerms = Omit<ContractTermsInput, "startsAt" | "endsAt"> & {
  startsAt: string | null;
  endsAt: string | null;
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
    startsAt: "",
    endsAt: running?.endsAt ? localOfInstant(running.endsAt, timeZone) : "",
    atEnd: running?.atEnd ?? "free",
    invoicedBy: running?.invoicing.by ?? (view.forStaff?.hasPaymentAccount ? "choba" : "stripe_dashboard"),
    daysUntilDue: String(running?.invoicing.daysUntilDue ?? 30),
    stripeSubscriptionId:
      running?.invoicing.by === "stripe_dashboard" ? (running.invoicing.stripeSubscriptionId ?? "") : "",
    ...(base && running ? negotiationOf(base.definition, overrideIn(running)) : notNegotiated),
    discount: typedDiscount(running?.discount ?? null),
    taxKeys: running?.taxes.map(({ key }) => key) ?? [],
    heldDiscount: running?.discount ?? null,
  };
}

const overrideIn = ({ isNegotiated, definition, reason }: ContractView): NegotiatedOverride | null =>
  isNegotiated && definition ? { definition, reason: reason ?? "" } : null;

/** The typed form as terms; null while no plan is chosen. */
export function termsOfDraft(draft: ContractDraft, base: BaseOption | undefined): LocalTerms | null {
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
    startsAt: draft.starts === "now" ? null : draft.startsAt,
    endsAt: draft.endsAt || null,
    atEnd: draft.endsAt ? draft.atEnd : "free",
    invoicing:
      draft.invoicedBy === "choba"
        ? { by: "choba", daysUntilDue: Number(typedDecimal(draft.daysUntilDue) || Number.NaN) }
        : { by: "stripe_dashboard", stripeSubscriptionId: draft.stripeSubscriptionId.trim() || null },
    discount: discountOf(draft, definition),
    taxKeys: [...draft.taxKeys],
    override: overrideOf(draft, definition),
  };
}

/** The discount as terms have it. What is no number is sent as it was typed, and refused by name. */
function discountOf(
  { discount, heldDiscount }: ContractDraft,
  { currency, components }: PlanDefinition,
): LocalTerms["discount"] {
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
