import { isFixed } from "../catalog/component";
import { fixedPrices } from "../catalog/fixed-prices";
import type { PaidInterval, PlanDefinition } from "../catalog/plan";
import { foundKey } from "../coupons/found-discount";
import type { LineTax } from "../promise/lines/billed-line";
import { taxSettingOn } from "../promise/sums/tax-setting-on";
import { taxSettingsOf } from "../tax/tax-settings";
import { dayOf } from "../time/calendar";
import type { Day } from "../time/day-span";
import type { Known } from "./known";
import type { ProposedLicense } from "./moving-in";
import type { AccountSubscription, PaidLine } from "./stripe-account";

/** The plan that the items are of. */
export type PaidPlan = {
  definition: PlanDefinition;
  componentOf: (priceId: string) => string | undefined;
};

type Payer = { country: string; timeZone: string; interval: PaidInterval };

/** What was paid for the running period, as Choba's own charges are kept. */
export function paidLines(
  { items, paid }: AccountSubscription,
  plan: PaidPlan,
  payer: Payer,
  known: Known,
): ProposedLicense["paid"] {
  if (!paid) return null;
  const lines = paid.lines.flatMap((line) => {
    const item = items.find(({ id }) => id === line.itemId);
    // An item that has changed since is paid by prorations, too: what it gives back cannot be read from this line.
    const isWhole =
      item &&
      item.periodEnd.getTime() === line.periodEnd.getTime() &&
      item.periodStart.getTime() === line.periodStart.getTime();
    return item && isWhole ? lineOf(line, item.price.id, item.quantity, plan, payer, known) : [];
  });
  return lines.length === items.length ? { invoiceId: paid.invoiceId, lines } : null;
}

function lineOf(
  line: PaidLine,
  priceId: string,
  quantity: number,
  { definition, componentOf }: PaidPlan,
  { country, timeZone, interval }: Payer,
  known: Known,
) {
  const key = componentOf(priceId);
  const component = definition.components.filter(isFixed).find((each) => each.key === key);
  const price = fixedPrices(definition).find((each) => each.componentKey === key);
  if (!component || !price) return [];
  const span = { from: dayOf(line.periodStart, timeZone), until: dayOf(line.periodEnd, timeZone) };
  return [
    {
      component: component.key,
      optionKey: "",
      planName: definition.name,
      name: component.name,
      option: null,
      interval,
      quantity: String(quantity),
      unitAmountMinor: price.unitAmountMinor,
      span,
      amountMinor: line.amountMinor,
      discounts: line.discounts.map(({ id, amountMinor }) => ({ coupon: foundKey(id), amountMinor })),
      treatment: "taxed" as const,
      taxes: taxesOf(line.taxMinor, country, span.from, known),
    },
  ];
}

/** Its rates are those of the catalog, or it would not fit. Several rates share the tax by the last one. */
function taxesOf(taxMinor: bigint, country: string, day: Day, { tax }: Known): LineTax[] {
  const settings = taxSettingsOf({ ...tax, payer: { country, taxIds: [] }, exemptions: [], rulings: [] });
  const rates = taxSettingOn(settings, day).rates.filter(({ category }) => category !== "reduced");
  return rates.map(({ key, name, percent, inclusive }, index) => ({
    key,
    name,
    percent,
    inclusive,
    amountMinor: index === rates.length - 1 ? taxMinor : 0n,
  }));
}
