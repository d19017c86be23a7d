import { expect, test } from "vitest";
import { blank, blankPlan } from "../catalog/blank";
import type { PlanDefinition } from "../catalog/plan";
import { addOnsHeld, quantitiesOf } from "./cart";
import { type ChosenId, productOf } from "./product";

const both = (month: string | null, year: string | null = null) => ({ month, year });
const definition: PlanDefinition = {
  ...blankPlan("USD"),
  components: [
    { ...blank.base("base"), amountMinor: both("9900") },
    { ...blank.seats("seats"), unitAmountMinor: both("1500"), included: 3, minimum: 5, maximum: 20 },
    { ...blank.addon("sms"), choice: { type: "switch", amountMinor: both("2900") } },
    {
      ...blank.addon("domains"),
      choice: { type: "quantity", unitAmountMinor: both("900"), included: 2, maximum: 10 },
    },
    {
      ...blank.addon("contacts"),
      choice: {
        type: "one_of",
        options: [
          { key: "1k", name: { en: "1K", ja: "1K" }, amountMinor: both("0") },
          { key: "5k", name: { en: "5K", ja: "5K" }, amountMinor: both("3000") },
        ],
      },
    },
  ],
};
const chosen: ChosenId[] = [
  { interval: "month", componentKey: "", optionKey: "", externalId: "prod_team_plan" },
  { interval: "", componentKey: "seats", optionKey: "", externalId: "addon_seat" },
];
const product = productOf({ planKey: "team", definition }, "month", chosen);
const cart = (...addOns: [addOnId: string, quantity: number][]) => ({
  quantity: 1,
  addOns: addOns.map(([addOnId, quantity]) => ({ addOnId, quantity })),
});

test("ids are the chosen ones, otherwise made of keys", () => {
  expect(product.id).toBe("prod_team_plan");
  expect(product.addOns.map(({ id }) => id)).toEqual([
    "addon_seat",
    "addon_team.sms",
    "addon_team.domains",
    "addon_team.contacts.5k",
  ]);
  expect(productOf({ planKey: "team", definition }, "year", chosen)).toMatchObject({
    id: "prod_team.year",
    addOns: [],
  });
});

test("quantities count what is paid for: 9 seats beside 3 included ones are 12 people, and back again", () => {
  const asked = cart(
    ["addon_seat", 9],
    ["addon_team.sms", 1],
    ["addon_team.domains", 4],
    ["addon_team.contacts.5k", 1],
  );
  const { quantities, errors } = quantitiesOf(product, asked);
  expect(errors).toEqual([]);
  expect(quantities).toEqual({ seats: 12, addons: { sms: "1", domains: "6", contacts: "5k" } });
  const held = addOnsHeld(product, { seats: 12, addons: quantities.addons });
  expect(held.map(({ addOn, quantity }) => ({ addOnId: addOn.id, quantity }))).toEqual(asked.addOns);
});

test("what cannot be sold so is named by its field", () => {
  const fieldsOf = (item: ReturnType<typeof cart>) =>
    quantitiesOf(product, item).errors.map(({ field, rule }) => `${field} ${rule}`);
  expect(fieldsOf({ ...cart(), quantity: 2 })).toEqual(["quantity only_one"]);
  expect(fieldsOf(cart(["addon_seat", 1]))).toEqual(["addons.0.quantity too_small"]);
  expect(fieldsOf(cart(["addon_seat", 18]))).toEqual(["addons.0.quantity too_big"]);
  expect(fieldsOf(cart(["addon_team.sms", 1], ["nobody", 1]))).toEqual(["addons.1.addon_id unknown_addon"]);
  expect(fieldsOf(cart(["addon_team.sms", 1], ["addon_team.sms", 1]))).toEqual([
    "addons.1.addon_id named_twice",
  ]);
  expect(fieldsOf(cart(["addon_team.sms", 2]))).toEqual(["addons.0.quantity only_one"]);
  expect(fieldsOf(cart(["addon_team.domains", 9]))).toEqual(["addons.0.quantity too_big"]);
});

test("an add-on of none is as if it were left out", () => {
  expect(quantitiesOf(product, cart(["addon_seat", 0], ["addon_team.sms", 0]))).toEqual({
    quantities: { seats: 5, addons: {} },
    errors: [],
  });
});
