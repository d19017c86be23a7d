import type { DecimalText } from "@/lib/domain/catalog/component";
import type { LocalizedText, PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import { limitsOf } from "@/lib/domain/catalog/plan";
import { amountOf, billedParts, firstAnchor } from "@/lib/domain/contract/billing";
import type { AtEnd, ContractTerms } from "@/lib/domain/contract/contract";
import { fixedItems } from "@/lib/domain/contract/fixed-items";
import { addUpInvoice } from "@/lib/domain/contract/invoice-sum";
import { nextStep, spanProblems } from "@/lib/domain/contract/timeline";
import { unusedTime } from "@/lib/domain/contract/unused";
import { Refused } from "@/lib/domain/errors";
import { type Misfit, misfits } from "@/lib/domain/license/fit";
import { monthOf } from "@/lib/domain/time/calendar";
import { readContractSubscription } from "@/lib/stripe/contract-subscriptions";
import { billedLines } from "@/lib/stripe/contract-wind-up";
import { getPlanVersion } from "../catalog/queries";
import { getLicense, readUse } from "../license/queries";
import { askStripe } from "../shared/ask-stripe";
import { query } from "../shared/command";
import { checkTerms } from "./check-terms";
import { requireLinkable } from "./link";
import { type Contract, findRunningContract, findScheduledContract } from "./queries";
import { contractTaxes } from "./taxes";
import { contractTermsSchema, termsOf } from "./terms-schema";
import { fixedTotal, invoicedTotal } from "./view";

/** Exactly what setting these terms would do. Instants are ISO 8601, amounts minor units as text. */
export type ContractPreview = {
  when: "now" | "later" | "past";
  startsAt: string;
  endsAt: string | null;
  atEnd: AtEnd;
  planName: LocalizedText;
  /** The plan that holds until then. */
  heldName: LocalizedText;
  interval: PaidInterval;
  currency: string;
  /** What is paid in advance for each interval, before discount and tax. */
  fixedMinor: string;
  /** The same as it is invoiced while the discount holds: after it, and with tax. */
  invoicedMinor: string;
  /** For so many months from the start; null: all along, or there is none. */
  discountMonths: number | null;
  invoicing: { by: "stripe_dashboard" | "choba"; daysUntilDue: number | null };
  /** Null where Choba makes no invoice. */
  firstInvoice: null | {
    lines: { name: LocalizedText; quantity: number; amountMinor: string }[];
    /** Not negative. */
    discount: { name: LocalizedText; percent: DecimalText | null; amountMinor: string } | null;
    /** What was billed under the running contract for the time from then on, after its discount; not negative. */
    creditMinor: string;
    /** Of the lines and of what is given back; negative where more is given back. */
    taxes: {
      key: string;
      name: LocalizedText;
      percent: DecimalText;
      inclusive: boolean;
      amountMinor: string;
    }[];
    totalMinor: string;
    from: string;
    until: string;
  };
  /** What the tenant uses now and the new limits would not hold. */
  misfits: Misfit[];
};

/** Asks the same rules as setting the contract does, and writes nothing. */
export const previewContract = query({
  action: "contract.manage",
  input: contractTermsSchema,
  async run({ ctx, input, tx, tenantId, standing }): Promise<ContractPreview> {
    const { tenant } = standing;
    if (tenant.salesModel !== "sales_led") throw new Refused("not_sales_led");
    const running = await findRunningContract(tx, tenantId);
    if (running?.endingAt || (await findScheduledContract(tx, tenantId))) throw new Refused("change_pending");
    const license = await getLicense(tx, tenantId);
    if (license.stripeSubscriptionId) throw new Refused("license_is_paid");
    if (input.invoicing.by === "stripe_dashboard" && input.invoicing.stripeSubscriptionId)
      await requireLinkable(tx, tenantId, input.invoicing.stripeSubscriptionId);
    const taxes = await contractTaxes(tx, input.taxKeys, running);
    const terms = termsOf(input, taxes, ctx.now, running?.startsAt ?? null);
    const base = await checkTerms(tx, tenant, terms, ctx.now);
    const fields = spanProblems(terms, running?.startsAt ?? license.endedAt, ctx.now);
    if (fields.length > 0) throw new Refused("invalid_input", { fields });

    const definition = terms.override?.definition ?? base.definition;
    const { interval, quantities, startsAt, endsAt, invoicing, atEnd, discount } = terms;
    const { currency } = definition;
    const held = await getPlanVersion(tx, license.planVersionId);
    const use = await readUse(tx, tenantId, monthOf(ctx.now, tenant.timeZone));
    return {
      when: input.startsAt === null ? "now" : startsAt > ctx.now ? "later" : "past",
      startsAt: startsAt.toISOString(),
      endsAt: endsAt?.toISOString() ?? null,
      atEnd,
      planName: definition.name,
      heldName: held.definition.name,
      interval,
      currency,
      fixedMinor: String(fixedTotal(definition, interval, quantities)),
      invoicedMinor: String(invoicedTotal(definition, terms)),
      discountMonths: discount?.months ?? null,
      invoicing: {
        by: invoicing.by,
        daysUntilDue: invoicing.by === "choba" ? invoicing.daysUntilDue : null,
      },
      firstInvoice: invoicing.by === "choba" ? await firstInvoice(definition, terms, running, ctx.now) : null,
      misfits: misfits(limitsOf(definition), use).filter(({ limit }) => limit !== "monthlyActiveUsers"),
    };
  },
});

/** The first invoice to the yen, as Stripe will make it; null where nothing is paid in advance. */
async function firstInvoice(
  definition: PlanDefinition,
  terms: ContractTerms,
  running: Contract | null,
  now: Date,
): Promise<ContractPreview["firstInvoice"]> {
  const { interval, quantities, startsAt, endsAt, atEnd, discount } = terms;
  const { currency } = definition;
  const anchor = firstAnchor(interval, startsAt, now);
  const stops = atEnd === "free" && endsAt ? endsAt : null;
  const until = stops && stops < anchor ? stops : anchor;
  const parts = billedParts({ interval, startsAt, anchor, until });
  const lines = fixedItems(definition, interval, quantities).map((item) => ({
    component: item.componentKey,
    name: definition.components.find(({ key }) => key === item.componentKey)?.name ?? definition.name,
    quantity: item.quantity,
    amountMinor: amountOf(item, currency, parts).minor,
  }));
  if (lines.length === 0) return null;
  const creditMinor = running ? await creditAt(running, startsAt) : 0n;
  const givenBack = running ? [{ amountMinor: creditMinor, taxes: running.taxes }] : [];
  const { discountMinor, taxes, totalMinor } = addUpInvoice(lines, givenBack, terms);
  const percent = discount?.value.type === "percent" ? discount.value.percent : null;
  return {
    lines: lines.map(({ name, quantity, amountMinor }) => ({
      name,
      quantity,
      amountMinor: String(amountMinor),
    })),
    discount: discount && { name: discount.name, percent, amountMinor: String(discountMinor) },
    creditMinor: String(creditMinor),
    taxes: taxes.map((tax) => ({ ...tax, amountMinor: String(tax.amountMinor) })),
    totalMinor: String(totalMinor),
    from: startsAt.toISOString(),
    until: until.toISOString(),
  };
}

/** What the running contract will have billed for the time after `at`, once it is that time. */
async function creditAt(running: Contract, at: Date): Promise<bigint> {
  if (running.invoicedBy !== "choba" || !running.stripeSubscriptionId) return 0n;
  // It ends or is renewed before: what is billed until then is another story.
  const next = nextStep(running, null);
  if (next && next.kind === "end" && next.at <= at) return 0n;
  const id = running.stripeSubscriptionId;
  const subscription = await askStripe(() => readContractSubscription(id));
  const billed = await askStripe(() => billedLines(id, at));
  // Stripe is told of the change: a period that is yet to be invoiced is invoiced only up to there.
  if (at >= subscription.periodEnd) return 0n;
  return unusedTime(running, subscription, billed, at).reduce(
    (sum, { amountMinor }) => sum + amountMinor,
    0n,
  );
}
