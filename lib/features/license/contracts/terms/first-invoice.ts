import type { DecimalText } from "@/lib/domain/catalog/component";
import type { LocalizedText, PlanDefinition } from "@/lib/domain/catalog/plan";
import { amountOf, billedEnd, billedParts, firstAnchor } from "@/lib/domain/contract/billed-parts";
import type { ContractTerms } from "@/lib/domain/contract/contract";
import { type FixedItem, fixedItems } from "@/lib/domain/contract/fixed-items";
import { addUpInvoice } from "@/lib/domain/contract/invoice-sum";
import { nextStep } from "@/lib/domain/contract/timeline";
import { unusedTime } from "@/lib/domain/contract/unused-time";
import { oneInTicks, parseDecimal } from "@/lib/domain/money/decimal";
import { divideRounded } from "@/lib/domain/money/rounding";
import { toUnixSeconds } from "@/lib/domain/time/billing-anchor";
import { askStripe } from "@/lib/features/foundation/use-case/refusals";
import type { Contract } from "@/lib/features/license/contracts/record/queries";
import { readContractSubscription } from "@/lib/stripe/contract-subscriptions";
import { billedLines } from "@/lib/stripe/terminate-and-credit";

/** Instants are ISO 8601, amounts minor units as text. */
export type FirstInvoice = {
  lines: { name: LocalizedText; quantity: number; amountMinor: string }[];
  /** More than nothing; null where there is none. */
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

/** The first invoice to the yen, as Stripe will make it; null where nothing is paid in advance. */
export async function firstInvoice(
  definition: PlanDefinition,
  terms: ContractTerms,
  running: Contract | null,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<FirstInvoice | null> {
  const { interval, quantities, startsAt, endsAt, atEnd, discount } = terms;
  const { currency } = definition;
  const anchor = firstAnchor(interval, startsAt, now);
  const stops = atEnd === "free" && endsAt ? billedEnd(terms, endsAt, timeZone) : null;
  const until = stops && stops < anchor ? stops : anchor;
  const parts = billedParts({ interval, startsAt, anchor, until });
  const isWhole = parts.every(
    ({ from, to, basisSeconds }) => toUnixSeconds(to) - toUnixSeconds(from) === basisSeconds,
  );
  const lines = fixedItems(definition, interval, quantities).map((item) => ({
    component: item.componentKey,
    name: definition.components.find(({ key }) => key === item.componentKey)?.name ?? definition.name,
    quantity: item.quantity,
    amountMinor: amountOf(item, currency, parts).minor,
    wholeMinor: parts.length === 1 && isWhole ? null : wholeOf(item),
  }));
  if (lines.length === 0) return null;
  const creditMinor = running ? await creditAt(running, startsAt, timeZone) : 0n;
  const givenBack = running && creditMinor > 0n ? [{ amountMinor: creditMinor, taxes: running.taxes }] : [];
  const { discountMinor, taxes, totalMinor } = addUpInvoice(lines, givenBack, terms);
  const percent = discount?.value.type === "percent" ? discount.value.percent : null;
  return {
    lines: lines.map(({ name, quantity, amountMinor }) => ({
      name,
      quantity,
      amountMinor: String(amountMinor),
    })),
    discount:
      discount && discountMinor > 0n
        ? { name: discount.name, percent, amountMinor: String(discountMinor) }
        : null,
    creditMinor: String(creditMinor),
    taxes: taxes.map((tax) => ({ ...tax, amountMinor: String(tax.amountMinor) })),
    totalMinor: String(totalMinor),
    from: startsAt.toISOString(),
    until: until.toISOString(),
  };
}

/** What an item costs for a whole interval, rounded as Stripe rounds it. */
const wholeOf = ({ unitAmountMinor, quantity }: FixedItem) =>
  divideRounded(parseDecimal(unitAmountMinor) * BigInt(quantity), oneInTicks, "half_up");

/** What the running contract will have billed for the time after `at`, once it is that time. */
async function creditAt(running: Contract, at: Date, timeZone: string): Promise<bigint> {
  if (running.invoicedBy !== "choba" || !running.stripeSubscriptionId) return 0n;
  // It ends or is renewed before: what is billed until then is another story.
  const next = nextStep(running, null);
  if (next && next.kind === "end" && next.at <= at) return 0n;
  const id = running.stripeSubscriptionId;
  const subscription = await askStripe(() => readContractSubscription(id));
  const from = billedEnd(running, at, timeZone);
  // Stripe is told of the change: a period that is yet to be invoiced is invoiced only up to there.
  if (from >= subscription.periodEnd) return 0n;
  const billed = await askStripe(() => billedLines(id, from));
  return unusedTime(running, subscription, billed, from).reduce(
    (sum, { amountMinor }) => sum + amountMinor,
    0n,
  );
}
