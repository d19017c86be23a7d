import type { AddonComponent } from "../../catalog/component";
import type { PaidInterval } from "../../catalog/plan";
import { invariant } from "../../errors";
import { oneInTicks, parseDecimal } from "../../money/decimal";
import { proportional } from "../arithmetic";
import { line, type Rater } from "../rater";

/** Something chosen beside the base: on or off, a quantity, or one of a group. */
export function addonRater(component: AddonComponent, interval: PaidInterval): Rater | null {
  const { choice, key, name } = component;
  const labels = { component: key, name };
  switch (choice.type) {
    case "switch": {
      const amount = choice.amountMinor[interval];
      if (amount === null) return null;
      const amountMinor = BigInt(amount);
      return ({ addons }, lines) => {
        if (addonQuantity(addons[key]) === 0n) return;
        lines.push(line("addon", { ...labels, quantity: "1", unitAmountMinor: amount, amountMinor }));
      };
    }
    case "quantity": {
      const unitAmountMinor = choice.unitAmountMinor[interval];
      if (unitAmountMinor === null) return null;
      const amountOf = proportional(parseDecimal(unitAmountMinor), oneInTicks);
      const included = BigInt(choice.included);
      return ({ addons }, lines) => {
        const extra = addonQuantity(addons[key]) - included;
        if (extra <= 0n) return;
        const amountMinor = amountOf(extra * oneInTicks);
        lines.push(line("addon", { ...labels, quantity: String(extra), unitAmountMinor, amountMinor }));
      };
    }
    case "one_of": {
      const options = new Map(choice.options.map((option) => [option.key, option]));
      const [usual] = choice.options;
      return ({ addons }, lines) => {
        const option = options.get(addons[key] ?? "") ?? usual;
        const amount = option?.amountMinor[interval];
        invariant(option, `the group ${key} has options`);
        if (amount === null || amount === undefined) return;
        lines.push(
          line("addon", {
            ...labels,
            option: option.name,
            quantity: "1",
            unitAmountMinor: amount,
            amountMinor: BigInt(amount),
          }),
        );
      };
    }
  }
}

/** How many were chosen; anything that is not a whole number counts as none. */
export const addonQuantity = (chosen: string | undefined): bigint =>
  chosen !== undefined && /^\d{1,18}$/.test(chosen) ? BigInt(chosen) : 0n;
