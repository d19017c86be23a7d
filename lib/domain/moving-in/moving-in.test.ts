import { expect, test } from "vitest";
import type { Id } from "../ids";
import type { Known } from "./known";
import { proposeMovingIn } from "./propose-moving-in";
import type { AccountCustomer, AccountItem, AccountPrice, AccountSubscription } from "./stripe-account";

const at = (text: string) => new Date(text);
const price = (more: Partial<AccountPrice> = {}): AccountPrice => ({
  id: "price_proMonthly",
  productId: "prod_pro",
  productName: "Pro",
  currency: "JPY",
  interval: "month",
  intervalCount: 1,
  unitAmountMinor: "3000",
  isMetered: false,
  isTiered: false,
  isTransformed: false,
  ...more,
});
const item = (more: Partial<AccountItem> = {}): AccountItem => ({
  id: "si_1",
  price: price(),
  quantity: 1,
  periodStart: at("2026-10-31T15:00:00Z"),
  periodEnd: at("2026-11-30T15:00:00Z"),
  rates: [],
  ...more,
});
const subscription = (more: Partial<AccountSubscription> = {}): AccountSubscription => ({
  id: "sub_1",
  customerId: "cus_1",
  currency: "JPY",
  status: "active",
  items: [item()],
  renews: true,
  anchor: { day: 31, month: 10, hour: 15, minute: 0 },
  endsOn: null,
  trialEnd: null,
  isPaused: false,
  isScheduled: false,
  hasPendingUpdate: false,
  isSent: false,
  isTaxedByStripe: false,
  hasCardOfItsOwn: false,
  discounts: [],
  paid: null,
  licenseId: null,
  ...more,
});
const customer = (more: Partial<AccountCustomer> = {}): AccountCustomer => ({
  id: "cus_1",
  name: "Minato",
  email: "Aoi@minato.example",
  currency: "JPY",
  country: "JP",
  balanceMinor: 0n,
  paymentMethodId: "pm_1",
  taxExempt: "none",
  ...more,
});
const known = (more: Partial<Known> = {}): Known => ({
  now: at("2026-11-10T03:00:00Z"),
  customers: new Map(),
  plans: [],
  highestRank: 3,
  currencies: [],
  staff: new Set(["desk@choba.example"]),
  tax: { sellerCountry: "JP", defaults: [] },
  ...more,
});
const propose = (
  subscriptions: AccountSubscription[],
  customers = [customer()],
  knowing = known(),
  unfinished: { id: string; customerId: string; status: "open" | "draft" }[] = [],
) => proposeMovingIn({ customers, subscriptions, unfinished }, knowing);

test("one price is a plan, its customer a tenant, and the license is what is paid", () => {
  const { plans, tenants, misfits } = propose([subscription()]);
  expect(misfits).toEqual([]);
  expect(plans).toMatchObject([
    {
      key: "pro-jpy-omonthly",
      rank: 4,
      definition: {
        name: { en: "Pro" },
        components: [{ kind: "base", amountMinor: { month: "3000", year: null } }],
      },
      prices: [{ componentKey: "base", priceId: "price_proMonthly" }],
    },
  ]);
  expect(tenants).toMatchObject([
    {
      email: "aoi@minato.example",
      timeZone: "Asia/Tokyo",
      locale: "ja",
      license: {
        planKey: "pro-jpy-omonthly",
        manner: "adopted",
        partFrom: null,
        periodEnd: at("2026-11-30T15:00:00Z"),
      },
    },
  ]);
});

test("the order in which Stripe lists things changes nothing", () => {
  const support = price({
    id: "price_support0",
    productId: "prod_support",
    productName: "Support",
    unitAmountMinor: "9000",
  });
  const both = [item({ id: "si_2", price: support }), item()];
  const people = ["cus_1", "cus_2"].map((id) => customer({ id }));
  const subscriptions = [subscription(), subscription({ id: "sub_2", customerId: "cus_2", items: both })];
  const one = propose(subscriptions, people);
  const turned = [
    subscription({ id: "sub_2", customerId: "cus_2", items: both.toReversed() }),
    subscription(),
  ];
  expect(propose(turned, people).plans).toEqual(one.plans);
  // What is sold alone is the plan, though the other is dearer.
  expect(one.tenants.map(({ license }) => [license?.planKey, license?.addons])).toEqual([
    ["pro-jpy-omonthly", {}],
    ["pro-jpy-omonthly", { "support-support0": "1" }],
  ]);
});

test("a price that is a plan already is that plan again, with the add-on that it lacks", () => {
  const [made] = propose([subscription()]).plans;
  if (!made) throw new Error("a plan was proposed");
  const before = known({
    currencies: ["JPY"],
    plans: [{ ...made, planVersionId: "plv_1" as Id<"planVersion"> }],
  });
  expect(propose([subscription()], undefined, before)).toMatchObject({
    plans: [],
    tenants: [{ license: { planKey: made.key } }],
  });
  const support = price({ id: "price_support0", productId: "prod_support", productName: "Support" });
  const more = propose(
    [subscription({ items: [item(), item({ id: "si_2", price: support })] })],
    undefined,
    before,
  );
  expect(more.plans.map(({ key, rank, prices }) => [key, rank, prices.length])).toEqual([
    [made.key, made.rank, 2],
  ]);
  expect(
    propose([subscription({ items: [item({ quantity: 2 })] })], undefined, before).misfits,
  ).toMatchObject([{ reason: "quantity_of_base" }]);
});

const monthLater = { periodStart: at("2026-11-05T01:00:00Z"), periodEnd: at("2026-12-05T01:00:00Z") };
const coupon = {
  id: "di_1",
  name: "Ten",
  percent: "10",
  amountMinor: null,
  currency: null,
  duration: "forever" as const,
  endsAt: null,
  products: null,
};
test.each<[string, Partial<AccountSubscription>]>([
  ["no_items", { items: [] }],
  ["past_due", { status: "past_due" }],
  ["past_due", { status: "unpaid" }],
  ["incomplete", { status: "incomplete" }],
  ["paused", { status: "paused" }],
  ["paused", { isPaused: true }],
  ["scheduled", { isScheduled: true }],
  ["pending_update", { hasPendingUpdate: true }],
  ["ends_on_a_day", { endsOn: at("2027-01-20T00:00:00Z") }],
  ["invoices_are_sent", { isSent: true }],
  ["card_on_subscription_only", { hasCardOfItsOwn: true }],
  ["taxed_by_stripe", { isTaxedByStripe: true }],
  ["metered_price", { items: [item({ price: price({ isMetered: true, unitAmountMinor: null }) })] }],
  ["tiered_price", { items: [item({ price: price({ isTiered: true, unitAmountMinor: null }) })] }],
  ["transformed_quantity", { items: [item({ price: price({ isTransformed: true }) })] }],
  ["no_amount", { items: [item({ price: price({ unitAmountMinor: null }) })] }],
  ["costs_nothing", { items: [item({ price: price({ unitAmountMinor: "0" }) })] }],
  ["quantity_zero", { items: [item({ quantity: 0 })] }],
  ["interval_not_offered", { items: [item({ price: price({ intervalCount: 3 }) })] }],
  [
    "interval_mixture",
    { items: [item(), item({ id: "si_2", price: price({ id: "price_y", interval: "year" }) })] },
  ],
  ["currency_mixture", { items: [item({ price: price({ currency: "USD" }) })] }],
  ["renews_today", { items: [item({ periodEnd: at("2026-11-10T09:00:00Z") })] }],
  [
    "discount_on_subscription",
    { items: [item(monthLater)], anchor: { day: 5, month: 11, hour: 1, minute: 0 }, discounts: [coupon] },
  ],
  ["tax_differs", { items: [item({ rates: [{ percent: "10", inclusive: false }] })] }],
  ["plan_cannot_be_sold", { items: [item({ price: price({ currency: "XXX" }) })], currency: "XXX" }],
])("%s is a reason, and then nothing of the customer is taken over", (reason, more) => {
  const { plans, tenants, misfits } = propose([subscription(more)]);
  expect([plans, tenants]).toEqual([[], []]);
  expect(misfits.map((each) => each.reason)).toContain(reason);
});

test("customers are reasons, too", () => {
  const reasonOf = (more: Partial<AccountCustomer>, knowing = known()) =>
    propose([subscription()], [customer(more)], knowing).misfits.map(({ reason }) => reason);
  expect(reasonOf({ email: "" })).toEqual(["no_email"]);
  expect(reasonOf({ email: "Desk@choba.example" })).toEqual(["staff_address"]);
  expect(reasonOf({ taxExempt: "reverse" })).toEqual(["tax_exempt"]);
  const linked = { tenantId: "ten_1", currency: "USD", timeZone: "UTC", holdsSomething: false };
  expect(reasonOf({}, known({ customers: new Map([["cus_1", linked]]) }))).toEqual(["currency_of_tenant"]);
  expect(propose([]).misfits).toMatchObject([{ reason: "currency_not_sold", about: "JPY" }]);
  expect(propose([subscription(), subscription({ id: "sub_2" })]).misfits).toMatchObject([
    { subscriptionId: "sub_2", reason: "several_subscriptions" },
  ]);
  const open = [{ id: "in_1", customerId: "cus_1", status: "open" as const }];
  expect(propose([subscription()], [customer()], known(), open).misfits).toMatchObject([
    { reason: "invoice_unfinished", about: "in_1" },
  ]);
});

test("what was taken over stays, whatever it has become", () => {
  const linked = { tenantId: "ten_1", currency: "JPY", timeZone: "Asia/Tokyo", holdsSomething: true };
  const { unchanged, ...rest } = propose(
    [subscription({ status: "past_due" })],
    [customer()],
    known({ customers: new Map([["cus_1", linked]]) }),
  );
  expect([unchanged, rest]).toEqual([1, { plans: [], tenants: [], misfits: [] }]);
});
