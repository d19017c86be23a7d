import type { DecimalText } from "@/lib/domain/catalog/component";
import { isDecimal, parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { scaled } from "@/lib/domain/pricing/components/usage";
import type { Quantities } from "@/lib/domain/pricing/quantities";
import { type QuantityField, recordedTicks } from "./quantity-fields";

export type NumberField = Extract<QuantityField, { amount: unknown }>;

/** The most seats that can be asked for. */
export const mostSeats = 1_000_000;

/** What a field shows of the quantities, in its own unit. */
export function chosenAmount(field: NumberField, quantities: Quantities): DecimalText {
  switch (field.kind) {
    case "seats":
      return String(quantities.seats);
    case "usage":
      return readable(printDecimal(scaled(field.scale)(parseDecimal(quantities.usage[field.meter] ?? "0"))));
    case "addon_amount":
      return wholeText(quantities.addons[field.key]);
    case "on_demand":
      return quantities.onDemand[field.key] ?? "0";
  }
}

/** The quantities with another amount in one field; unchanged if it is more than can be priced. */
export function withAmount(field: NumberField, quantities: Quantities, amount: DecimalText): Quantities {
  const { usage, addons, onDemand } = quantities;
  switch (field.kind) {
    case "seats":
      return Number(amount) > mostSeats ? quantities : { ...quantities, seats: Number(amount) };
    case "usage": {
      const recorded = printDecimal(recordedTicks(amount, field.scale));
      return isDecimal(recorded)
        ? { ...quantities, usage: { ...usage, [field.meter]: recorded } }
        : quantities;
    }
    case "addon_amount":
      return { ...quantities, addons: { ...addons, [field.key]: amount } };
    case "on_demand":
      return { ...quantities, onDemand: { ...onDemand, [field.key]: amount } };
  }
}

/** A scale that multiplies can leave the range of decimals; no field shows that. */
const readable = (text: DecimalText) => (isDecimal(text) ? text : "0");

const wholeText = (text: string | undefined) => (text !== undefined && /^\d{1,15}$/.test(text) ? text : "0");
