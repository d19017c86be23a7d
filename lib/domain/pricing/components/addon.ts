import type { AddonComponent } from "../../catalog/component";
import type { PaidInterval } from "../../catalog/plan";
import { invariant } from "../../errors";
import { oneInTicks, parseDecimal } from "../../money/decimal";
import { proportional } from "../arithmetic";
import { line, type Rater } from "../rater";

/** Something chosen in addition to the base: on or off, a quantity, or one option of a group. */
export function addonRater(component: AddonComponent, interval: PaidInterval): Rater | null {
  const { choice, key, name } = component;
  const labels = { component: key, name };
  switch (choice.type) {
    case "switch": {
      const amount = choice.amountMinor[interval];
      if (amount === null) return null;
      const amountMinor = BigInt(amount);
      const price = { unitAmountMinor: amount, per: "1" };
      return ({ addons }, lines) => {
        if (addonQuantity(addons[key]) > 0n) lines.push(line("addon", labels, "1", amountMinor, price));
      };
    }
    case "quantity": {
      const unitAmountMinor = choice.unitAmountMinor[interval];
      if (unitAmountMinor === null) return null;
      const amountOf = proportional(parseDecimal(unitAmountMinor), oneInTicks);
      const price = { unitAmountMinor, per: "1" };
      const included = BigInt(choice.included);
      return ({ addons }, lines) => {
        const extra = addonQuantity(addons[key]) - included;
        if (extra > 0n)
          lines.push(line("addon", labels, extra.toString(), amountOf(extra * oneInTicks), price));
      };
    }
    case "one_of": {
      const options = new Map(choice.options.map((option) => [option.key, option]));
      const [usual] = choice.options;
      invariant(usual, `the group ${key} has options`);
      return ({ addons }, lines) => {
        const option = options.get(addons[key] ?? "") ?? usual;
        const amount = option.amountMinor[interval];
        if (amount === null) return;
        const price = { unitAmountMinor: amount, per: "1" };
        lines.push(line("addon", { ...labels, option: option.name }, "1", BigInt(amount), price));
      };
    }
  }
}

/** The chosen number; a text that is not a whole number counts as none. */
export const addonQuantity = (chosen: string | undefined): bigint =>
  chosen !== undefined && /^\d{1,18}$/.test(chosen) ? BigInt(chosen) : 0n;
