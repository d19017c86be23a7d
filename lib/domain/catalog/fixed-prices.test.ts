import { expect, test } from "vitest";
import { blank, blankPlan } from "./blank";
import type { AddonComponent, Component } from "./component";
import { fixedPrices } from "./fixed-prices";
import { type KnownPrice, publicationPlan } from "./publication-plan";

const plan = (...components: Component[]) => ({
  ...blankPlan("USD"),
  name: { en: "Pro", ja: "プロ" },
  components,
});
const base: Component = { ...blank.base(), amountMinor: { month: "9900", year: "99000" } };
const seats = {
  ...blank.seats(),
  name: { en: "Seats", ja: "席" },
  unitAmountMinor: { month: "1500", year: "15000" },
  included: 3,
};
const contacts = (first: string): AddonComponent => ({
  ...blank.addon("contacts"),
  choice: {
    type: "one_of",
    options: [
      { key: "1k", name: { en: "1K", ja: "1K" }, amountMinor: { month: first, year: null } },
      { key: "5k", name: { en: "5K", ja: "5K" }, amountMinor: { month: "3000", year: null } },
    ],
  },
});

test("every fixed component has a price for each interval and option, and usage has none", () => {
  const definition = plan(blank.usage("api"), base, seats, contacts("0"), blank.on_demand("help"));
  const said = fixedPrices(definition).map((price) =>
    [price.componentKey, price.optionKey, price.interval, price.unitAmountMinor].join(" "),
  );
  expect(said).toEqual([
    "base  month 9900",
    "base  year 99000",
    "seats  month 1500",
    "seats  year 15000",
    "contacts 1k month 0",
    "contacts 5k month 3000",
  ]);
});

test("the base identifies the version in any position; without a base the first fixed component does", () => {
  const identifying = (...components: Component[]) => [
    ...new Set(
      fixedPrices(plan(...components)).flatMap((price) => (price.identifies ? price.componentKey : [])),
    ),
  ];
  expect(identifying(seats, base)).toEqual(["base"]);
  expect(identifying(blank.usage("api"), seats, contacts("0"))).toEqual(["seats"]);
  expect(identifying(blank.usage("api"))).toEqual([]);
});

test("equal amounts are equal texts", () => {
  const amounts = ["1500", "1500.0", "01500"].map((month) =>
    fixedPrices(plan({ ...seats, unitAmountMinor: { month, year: null } })).map(
      (price) => price.unitAmountMinor,
    ),
  );
  expect(amounts).toEqual([["1500"], ["1500"], ["1500"]]);
});

const nothing = { products: [], mine: [], others: [] };
const seatPrice: KnownPrice = {
  componentKey: "seats",
  optionKey: "",
  interval: "month",
  currency: "USD",
  unitAmountMinor: "1500",
  stripePriceId: "price_seats",
  stripeProductId: "prod_seats",
  identifies: false,
};
const products = [
  { componentKey: "base", stripeProductId: "prod_base", name: "Pro" },
  { componentKey: "seats", stripeProductId: "prod_seats", name: "Pro: Seats" },
];
const actions = (
  definition: Parameters<typeof publicationPlan>[0],
  known: Parameters<typeof publicationPlan>[1],
) =>
  publicationPlan(definition, known).flatMap(({ step, prices }) => [
    `${step.component} ${step.action}`,
    ...prices.map((price) => `${price.step.component} ${price.step.interval} ${price.step.action}`),
  ]);
const monthly = plan(
  { ...blank.base(), amountMinor: { month: "9900", year: null } },
  { ...seats, unitAmountMinor: { month: "1500", year: null } },
);

test("a first publication creates everything", () => {
  expect(actions(monthly, nothing)).toEqual([
    "base create",
    "base month create",
    "seats create",
    "seats month create",
  ]);
});

test("the next publication shares equal prices, except the price that identifies the version", () => {
  const basePrice = {
    ...seatPrice,
    componentKey: "base",
    unitAmountMinor: "9900",
    stripeProductId: "prod_base",
  };
  const others = [{ ...basePrice, identifies: true }, seatPrice];
  expect(actions(monthly, { products, mine: [], others })).toEqual([
    "base reuse",
    "base month create",
    "seats reuse",
    "seats month reuse",
  ]);
  for (const other of [
    { ...seatPrice, unitAmountMinor: "1600" },
    { ...seatPrice, currency: "EUR" },
    { ...seatPrice, interval: "year" as const },
    { ...seatPrice, stripeProductId: "prod_gone" },
    { ...seatPrice, identifies: true },
  ])
    expect(actions(monthly, { products, mine: [], others: [other] })).toContain("seats month create");
});

test("repeating a publication creates nothing; products get the new name", () => {
  const mine = [
    {
      ...seatPrice,
      componentKey: "base",
      unitAmountMinor: "9900",
      stripeProductId: "prod_base",
      identifies: true,
    },
    seatPrice,
  ];
  const repeated = actions(monthly, { products, mine, others: [] });
  expect(repeated).toHaveLength(4);
  expect(repeated.filter((action) => !action.endsWith("reuse"))).toEqual([]);
  const renamed = { ...monthly, name: { en: "Prime", ja: "プライム" } };
  const steps = publicationPlan(renamed, { products, mine, others: [] }).map(({ step }) => step.productName);
  expect(steps).toEqual(["Prime", "Prime: Seats"]);
  expect(actions(renamed, { products, mine, others: [] })).toEqual([
    "base rename",
    "base month reuse",
    "seats rename",
    "seats month reuse",
  ]);
});
