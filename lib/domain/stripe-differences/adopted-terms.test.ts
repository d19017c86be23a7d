import { expect, test } from "vitest";
import type { Component } from "../catalog/component";
import type { PlanDefinition } from "../catalog/plan";
import { withAddedItem, withChangedPrice, withQuantity } from "./adopted-terms";
import type { DifferenceFacts } from "./difference";

const text = (name: string) => ({ en: name, ja: name });
const base: Component = {
  kind: "base",
  key: "base",
  name: text("Base"),
  amountMinor: { month: "5000", year: "50000" },
};
const sizes: Component = {
  kind: "addon",
  key: "size",
  name: text("Size"),
  choice: {
    type: "one_of",
    options: [
      { key: "small", name: text("Small"), amountMinor: { month: "0", year: "0" } },
      { key: "large", name: text("Large"), amountMinor: { month: "900", year: "9000" } },
    ],
  },
};
const definition: PlanDefinition = {
  name: text("Starter"),
  summary: text(""),
  features: [],
  currency: "JPY",
  limits: { registeredRps: null, registeredUsers: null },
  components: [base, sizes],
};
const terms = { definition, interval: "month", seats: 0, addons: { size: "large" } } as const;
const pack: DifferenceFacts = {
  name: "Support pack",
  quantity: "1",
  amountMinor: "3000",
  currency: "JPY",
  interval: "month",
};

test("an added item becomes an add-on, at each interval that the plan has", () => {
  const adopted = withAddedItem(terms, pack);
  expect(adopted?.definition.components.slice(2)).toEqual([
    {
      kind: "addon",
      key: "from-stripe-1",
      name: text("Support pack"),
      choice: { type: "switch", amountMinor: { month: "3000", year: "36000" } },
    },
  ]);
  expect(adopted?.addons).toEqual({ size: "large", "from-stripe-1": "1" });
  const yearly = withAddedItem({ ...terms, interval: "year" }, { ...pack, interval: "year" });
  expect(yearly?.definition.components[2]).toMatchObject({
    choice: { amountMinor: { month: "250", year: "3000" } },
  });
  const monthlyOnly = {
    ...definition,
    components: [{ ...base, amountMinor: { month: "5000", year: null } }],
  };
  expect(withAddedItem({ ...terms, definition: monthlyOnly }, pack)?.definition.components[1]).toMatchObject({
    choice: { amountMinor: { month: "3000", year: null } },
  });
});

test("one that is billed several times is counted; a second one has a key of its own", () => {
  const once = withAddedItem(terms, pack);
  const twice = withAddedItem(
    { ...terms, definition: once?.definition ?? definition },
    { ...pack, quantity: "3", amountMinor: "9000" },
  );
  expect(twice?.definition.components.at(-1)).toMatchObject({
    key: "from-stripe-2",
    choice: { type: "quantity", unitAmountMinor: { month: "3000", year: "36000" }, included: 0 },
  });
  expect(twice?.addons).toEqual({ size: "large", "from-stripe-2": "3" });
});

test.each<[string, DifferenceFacts]>([
  ["another currency", { ...pack, currency: "USD" }],
  ["another rhythm", { ...pack, interval: "3 months" }],
  ["usage, whose amount the price does not say", { name: "Calls", currency: "JPY", interval: "month" }],
  ["an amount that its quantity does not divide", { ...pack, quantity: "7" }],
])("no license means %s", (_, facts) => {
  expect(withAddedItem(terms, facts)).toBeNull();
  expect(withChangedPrice(terms, facts, { componentKey: "base", optionKey: "" }, 1)).toBeNull();
});

test("another price is that of the component, or of its option, at the license's interval", () => {
  const of = (componentKey: string, optionKey: string) =>
    withChangedPrice(terms, pack, { componentKey, optionKey }, 1)?.definition.components;
  expect(of("base", "")).toEqual([{ ...base, amountMinor: { month: "3000", year: "50000" } }, sizes]);
  expect(of("size", "large")?.[1]).toMatchObject({
    choice: { options: [{ amountMinor: { month: "0" } }, { amountMinor: { month: "3000", year: "9000" } }] },
  });
  expect(withChangedPrice(terms, pack, { componentKey: "base", optionKey: "" }, 2)).toBeNull();
});

test("a quantity becomes seats beyond those included, or units of an add-on; a base is not counted", () => {
  const amounts = { month: "100", year: "1000" };
  const seats: Component = {
    kind: "seats",
    key: "seats",
    name: text("Seats"),
    unitAmountMinor: amounts,
    included: 5,
    minimum: 0,
    maximum: null,
  };
  const packs: Component = {
    kind: "addon",
    key: "packs",
    name: text("Packs"),
    choice: { type: "quantity", unitAmountMinor: amounts, included: 1, maximum: null },
  };
  const counted = { ...definition, components: [base, seats, packs, sizes] };
  const of = (componentKey: string) =>
    withQuantity(
      { ...terms, definition: counted, seats: 7 },
      { ...pack, quantity: "4" },
      { componentKey, optionKey: "" },
    );
  expect(of("seats")).toMatchObject({ seats: 9, addons: { size: "large" } });
  expect(of("packs")).toMatchObject({ seats: 7, addons: { size: "large", packs: "5" } });
  for (const uncounted of ["base", "size", "gone"]) expect(of(uncounted)).toBeNull();
});
