import { expect, test } from "vitest";
import {
  compareSubscription,
  type FoundItem,
  type FoundSubscription,
  isUntouched,
} from "./compare-subscription";

const item = (id: string, priceId: string, more: Partial<FoundItem> = {}): FoundItem => ({
  id,
  priceId,
  isOurPrice: priceId.startsWith("ours"),
  name: id,
  quantity: 1,
  amountMinor: 1_000n,
  taxMinor: 0n,
  currency: "JPY",
  interval: "month",
  ...more,
});
const end = new Date("2026-11-30T15:00:00Z");
const found = (items: FoundItem[], more: Partial<FoundSubscription> = {}): FoundSubscription => ({
  id: "sub",
  items,
  endsAt: null,
  periodEnd: end,
  pause: null,
  trialEnd: null,
  status: "active",
  endedAt: null,
  ...more,
});
const told = {
  items: [
    { priceId: "ours_base", quantity: 1 },
    { priceId: "ours_seats", quantity: 4 },
  ],
  interval: "month" as const,
  itemIds: ["si_base", "si_seats"],
};
const base = item("si_base", "ours_base");
const seats = item("si_seats", "ours_seats", { quantity: 4 });
const kinds = (subscription: FoundSubscription) =>
  compareSubscription(subscription, told).map(({ kind, key }) => `${kind} ${key}`);

test("as Choba made it, in whatever order: nothing differs", () => {
  expect(kinds(found([seats, base]))).toEqual([]);
});

test.each<[string, FoundSubscription, string[]]>([
  ["an unknown item beside", found([item("si_new", "theirs"), base, seats]), ["item_added si_new"]],
  ["a quantity", found([base, { ...seats, quantity: 9 }]), ["item_quantity_changed si_seats"]],
  ["our item with another price", found([item("si_base", "theirs"), seats]), ["item_price_changed si_base"]],
  [
    "our item by another of our prices",
    found([item("si_x", "ours_old"), seats]),
    ["item_price_changed si_x"],
  ],
  ["an item of ours gone", found([base]), ["item_missing ours_seats"]],
  [
    "one gone and an unknown one beside",
    found([base, item("si_new", "theirs")]),
    ["item_added si_new", "item_missing ours_seats"],
  ],
  ["an end with the period", found([base, seats], { endsAt: end }), []],
  ["an end on a day", found([base, seats], { endsAt: new Date("2026-12-11T00:00:00Z") }), ["ends_on sub"]],
  [
    "a pause and a trial",
    found([base, seats], {
      pause: { behavior: "void", resumesAt: null },
      status: "trialing",
      trialEnd: new Date("2026-12-11T00:00:00Z"),
    }),
    ["collection_paused sub", "trial_added sub"],
  ],
])("%s", (_name, subscription, expected) => {
  expect(kinds(subscription)).toEqual(expected);
});

test("untouched is only what has every item as it was left, and no more", () => {
  const left = [
    { id: "si_base", priceId: "ours_base", quantity: 1 },
    { id: "si_seats", priceId: "ours_seats", quantity: 4 },
  ];
  expect(isUntouched(found([seats, base]), left)).toBe(true);
  expect(isUntouched(found([seats, base], { endsAt: end }), left)).toBe(true);
  for (const touched of [
    found([base]),
    found([base, seats, item("si_new", "theirs")]),
    found([base, { ...seats, quantity: 3 }]),
    found([base, seats], { pause: { behavior: "void", resumesAt: null } }),
    found([base, seats], { endsAt: new Date(end.getTime() + 1) }),
  ])
    expect(isUntouched(touched, left)).toBe(false);
});
