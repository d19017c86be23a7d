import type { SeatsComponent } from "../catalog/component";
import type { FieldError } from "../errors";
import type { Product, ProductAddOn } from "./product";

/** What was put into a cart, by the ids of products and add-ons. */
export type CartItem = {
  productId: string;
  quantity: number;
  addOns: readonly { addOnId: string; quantity: number }[];
};

/** Seats and add-ons as a license holds them. A plan that sells no seats has none. */
export type CartQuantities = { seats: number; addons: Record<string, string> };

/**
 * What a license holds of a product with these add-ons. A quantity counts what is paid for beyond what is included: with
 * 3 included seats, 9 are 12 people. Names the fields of what cannot be sold so.
 */
export function quantitiesOf(
  product: Product,
  { quantity, addOns }: Omit<CartItem, "productId">,
): { quantities: CartQuantities; errors: FieldError[] } {
  const errors: FieldError[] = quantity === 1 ? [] : [{ field: "quantity", rule: "only_one" }];
  const ofSeats = product.definition.components.find((component) => component.kind === "seats");
  const quantities: CartQuantities = { seats: ofSeats ? fewestSeats(ofSeats) : 0, addons: {} };
  const seen = new Set<string>();
  for (const [index, asked] of addOns.entries()) {
    const at = `addons.${index}`;
    const addOn = product.addOns.find(({ id }) => id === asked.addOnId);
    if (!addOn) {
      errors.push({ field: `${at}.addon_id`, rule: "unknown_addon" });
      continue;
    }
    // Of a group one option is chosen, so a second one is as wrong as the same add-on twice.
    if (seen.has(addOn.component.key)) errors.push({ field: `${at}.addon_id`, rule: "named_twice" });
    seen.add(addOn.component.key);
    if (asked.quantity > 0) add(quantities, addOn, asked.quantity, `${at}.quantity`, errors);
  }
  return { quantities, errors };
}

const fewestSeats = ({ included, minimum }: SeatsComponent): number => Math.max(included, minimum);

function add(
  quantities: CartQuantities,
  { component, optionKey }: ProductAddOn,
  quantity: number,
  field: string,
  errors: FieldError[],
): void {
  if (component.kind === "seats") {
    const [seats, fewest] = [component.included + quantity, fewestSeats(component)];
    if (seats < fewest)
      errors.push({ field, rule: "too_small", params: { minimum: fewest - component.included } });
    if (component.maximum !== null && seats > component.maximum)
      errors.push({ field, rule: "too_big", params: { maximum: component.maximum - component.included } });
    quantities.seats = seats;
    return;
  }
  const { choice, key } = component;
  if (choice.type === "quantity") {
    const total = choice.included + quantity;
    if (choice.maximum !== null && total > choice.maximum)
      errors.push({ field, rule: "too_big", params: { maximum: choice.maximum - choice.included } });
    quantities.addons[key] = String(total);
    return;
  }
  if (quantity > 1) errors.push({ field, rule: "only_one" });
  quantities.addons[key] = choice.type === "one_of" ? optionKey : "1";
}

/** The add-ons of a product that a license holds, as a cart counts them. */
export function addOnsHeld(
  product: Product,
  held: { seats: number; addons: Readonly<Record<string, string>> },
): { addOn: ProductAddOn; quantity: number }[] {
  return product.addOns.flatMap((addOn) => {
    const quantity = quantityHeld(addOn, held);
    return quantity > 0 ? [{ addOn, quantity }] : [];
  });
}

function quantityHeld(
  { component, optionKey }: ProductAddOn,
  { seats, addons }: { seats: number; addons: Readonly<Record<string, string>> },
): number {
  if (component.kind === "seats") return Math.max(seats, component.minimum) - component.included;
  const chosen = addons[component.key];
  if (chosen === undefined) return 0;
  if (component.choice.type === "one_of") return Number(chosen === optionKey);
  if (component.choice.type === "switch") return Number(chosen === "1");
  return Number(chosen) - component.choice.included;
}
