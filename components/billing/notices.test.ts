import { describe, expect, test } from "vitest";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import type { Debt } from "@/lib/features/license/debts/debts-of";
import type { LicenseView, OrderView } from "@/lib/features/license/views/license-view";
import { blockOf } from "./block";
import { asksToAct, type CameFrom, type EndedOrder, isConfirming, noticesFor } from "./notices";

const name = (text: string) => ({ en: text, ja: text });

const paid: LicenseView = {
  planKey: "business",
  planName: name("Business"),
  isFree: false,
  interval: "month",
  state: "active",
  periodStart: "2026-11-01T12:00:00.000Z",
  periodEnd: "2026-12-01T12:00:00.000Z",
  price: { amountMinor: "12000", currency: "JPY" },
  excessMauUnitAmountMinor: "10",
  currency: "JPY",
  limits: { registeredRps: null, registeredUsers: null, monthlyActiveUsers: 1000 },
  use: { registeredRps: 0, registeredUsers: 0, monthlyActiveUsers: 0 },
  trialEnd: null,
  dueInvoiceUrl: null,
  seats: null,
  ended: null,
};
const free: LicenseView = { ...paid, planKey: "free", planName: name("Free"), isFree: true, interval: null };

const order: OrderView = {
  id: "ord_1",
  kind: "purchase",
  state: "awaiting_card",
  planName: name("Business"),
  interval: "month",
  totalMinor: "4387",
  currency: "JPY",
  reason: null,
  goTo: "https://checkout.example/1",
  trialEnd: null,
  createdAt: "2026-11-20T02:00:00.000Z",
};

const payer = {
  changePaymentAdministrator: false,
  createPaymentAccount: true,
  openPortal: true,
  seePaymentAccount: true,
  editBillingDetails: true,
  changeLicense: true,
};

const debt: Debt = {
  invoiceId: "in_123456",
  number: "A-1",
  remainingMinor: "5000",
  currency: "JPY",
  dueAt: null,
  isOverdue: true,
};

/** A payer on a quiet dashboard, changed by what a test is about. */
function dashboard(over: Partial<BillingDashboard> = {}): BillingDashboard {
  return {
    tenant: {
      id: "ten_1",
      slug: "acme",
      name: "Acme",
      timeZone: "Asia/Tokyo",
      currency: "JPY",
      salesModel: "self_serve",
    },
    may: payer,
    stripeIntegration: true,
    isStripeAway: false,
    paymentAdministrator: { id: "usr_1", name: "Kenji Sato", email: "kenji@acme.example" },
    paymentAccount: {
      stripeCustomerId: "cus_1",
      payerName: "Kenji Sato",
      payerEmail: "kenji@acme.example",
      hasPaymentMethod: true,
      dashboardUrl: null,
    },
    paymentAccountExists: true,
    billingDetails: null,
    billingDetailsState: null,
    afterTrial: null,
    standing: "active",
    license: paid,
    coupons: [],
    mau: { month: "2026-11", users: 812, maximum: 1000, history: [] },
    atStripe: [],
    debts: [],
    order: null,
    reservation: null,
    readAt: "2026-11-20T03:00:00.000Z",
    ...over,
  };
}

const shown = (over: Partial<BillingDashboard>, from: CameFrom = null, ended: EndedOrder | null = null) =>
  noticesFor(dashboard(over), from, ended).map(({ kind, actions }) => [
    kind,
    ...actions.map((action) => action.kind),
  ]);

test("a license in order, and one that was never bought, need no words above the cards", () => {
  expect(shown({})).toEqual([]);
  expect(shown({ license: free })).toEqual([]);
  expect(shown({ license: free, paymentAccount: null, paymentAccountExists: false })).toEqual([]);
});

describe("a renewal that is not paid", () => {
  const dueInvoiceUrl = "https://invoice.example/1";

  test("after a failure leads to the invoice and to the card", () => {
    expect(shown({ license: { ...paid, state: "payment_failed", dueInvoiceUrl } })).toEqual([
      ["payment_failed", "go", "portal"],
    ]);
  });

  test("that waits for authentication leads to the invoice", () => {
    const [notice] = noticesFor(
      dashboard({ license: { ...paid, state: "authentication_needed", dueInvoiceUrl } }),
    );
    expect(notice?.actions).toEqual([{ kind: "go", label: "authenticate", url: dueInvoiceUrl }]);
  });
});

describe("an open order", () => {
  test("that waits for a card leads to Stripe's page or is discarded", () => {
    expect(shown({ license: free, order })).toEqual([["order_awaiting_card", "go", "discard"]]);
  });

  test("whose card page was closed half-way says that nothing was charged", () => {
    expect(shown({ license: free, order }, "checkout-closed")).toEqual([
      ["order_checkout_closed", "go", "discard"],
    ]);
  });

  test("is being confirmed when the browser is back before the webhook, and offers nothing that could undo it", () => {
    expect(shown({ license: free, order }, "checkout")).toEqual([["order_confirming"]]);
    expect(shown({ license: free, order: { ...order, state: "executing" } }, "checkout")).toEqual([
      ["order_confirming"],
    ]);
  });

  test("without a page yet, because Stripe has not answered, can be discarded", () => {
    expect(shown({ license: free, order: { ...order, goTo: null } })).toEqual([
      ["order_opening_checkout", "discard"],
    ]);
  });

  test("that Stripe is being told of is only waited for", () => {
    expect(shown({ order: { ...order, kind: "upgrade", state: "executing", goTo: null } })).toEqual([
      ["order_executing"],
    ]);
  });

  test("that is not paid tells authentication from a declined card", () => {
    const unpaid = { ...order, state: "awaiting_payment" as const, goTo: "https://invoice.example/2" };
    expect(shown({ order: { ...unpaid, reason: "authentication_required" } })).toEqual([
      ["order_awaiting_authentication", "go", "discard"],
    ]);
    expect(shown({ order: { ...unpaid, reason: "card_declined" } })).toEqual([
      ["order_payment_failed", "go", "discard"],
    ]);
  });
});

describe("a trial", () => {
  const trialEnd = "2026-11-25T15:00:00.000Z";
  const tried: LicenseView = { ...paid, state: "trial", trialEnd, periodEnd: trialEnd };

  test("needs no words above the cards, and can be changed", () => {
    expect(shown({ license: tried })).toEqual([]);
    expect(blockOf(dashboard({ license: tried }))).toBeNull();
  });

  test("that waits for a card says that nothing is charged, also if the page was closed", () => {
    const about = { license: free, order: { ...order, totalMinor: "0", trialEnd } };
    expect(shown(about)).toEqual([["trial_awaiting_card", "go", "discard"]]);
    expect(shown(about, "checkout-closed")).toEqual([["trial_awaiting_card", "go", "discard"]]);
    expect(shown(about, "checkout")).toEqual([["trial_confirming"]]);
  });

  test("that has begun is told as such, and one that was cancelled as ending", () => {
    const done: EndedOrder = { id: "ord_1", state: "done", reason: null };
    expect(shown({ license: tried }, null, done)).toEqual([["trial_began"]]);
    expect(shown({ license: { ...tried, state: "renewal_stopped" } })).toEqual([
      ["trial_stopped", "see_license"],
    ]);
  });
});

describe("an order that has ended", () => {
  const ended = (state: EndedOrder["state"]): EndedOrder => ({ id: "ord_1", state, reason: null });

  test.each([
    ["done", "order_done"],
    ["failed", "order_failed"],
    ["stale", "order_stale"],
    ["cancelled", "order_cancelled"],
  ] as const)("%s is told as %s", (state, kind) => {
    expect(shown({}, null, ended(state))[0]?.[0]).toBe(kind);
  });

  test("done leads to its invoice", () => {
    expect(noticesFor(dashboard(), null, ended("done"))[0]?.actions).toMatchObject([
      { kind: "see_invoices", url: expect.stringMatching(/\/invoices$/) },
    ]);
  });

  test("is not told while another one is open", () => {
    expect(shown({ order }, null, ended("cancelled"))).toEqual([["order_awaiting_card", "go", "discard"]]);
  });
});

test("while a notice asks for something, nothing else is the main action", () => {
  expect(asksToAct(dashboard())).toBe(false);
  expect(asksToAct(dashboard({ license: { ...paid, state: "renewal_stopped" } }))).toBe(false);
  expect(asksToAct(dashboard({ order: { ...order, goTo: null } }))).toBe(true);
  expect(asksToAct(dashboard({ license: { ...paid, state: "payment_failed" } }))).toBe(true);
});

test("a stopped renewal leads to the license, where it is resumed", () => {
  expect(shown({ license: { ...paid, state: "renewal_stopped" } })).toEqual([
    ["renewal_stopped", "see_license"],
  ]);
});

test("a reservation is one line that leads to its cancel link", () => {
  const reservation = {
    id: "res_1",
    state: "reserved" as const,
    planName: name("Starter"),
    interval: "month" as const,
    effectiveAt: "2026-12-01T12:00:00.000Z",
  };
  expect(shown({ reservation })).toEqual([["reserved", "see_reservation"]]);
});

test("the end of a license is told for a month, and not while the next one is being bought", () => {
  const ended = (at: string): LicenseView => ({ ...free, ended: { planName: name("Business"), at } });
  expect(shown({ license: ended("2026-11-01T12:00:00.000Z") })).toEqual([["license_ended", "choose_plan"]]);
  expect(shown({ license: ended("2026-10-01T12:00:00.000Z") })).toEqual([]);
  expect(shown({ license: ended("2026-11-01T12:00:00.000Z"), order })).toEqual([
    ["order_awaiting_card", "go", "discard"],
  ]);
});

test("what needs the payer stands above what only informs", () => {
  const kinds = noticesFor(
    dashboard({
      license: { ...paid, state: "payment_failed", dueInvoiceUrl: "https://invoice.example/1" },
      tenant: { ...dashboard().tenant, salesModel: "sales_led" },
    }),
  ).map(({ kind }) => kind);
  expect(kinds).toEqual(["payment_failed", "sales_led"]);
});

test("a reader without rights is told the same and given nothing to press", () => {
  const reader = { ...payer, changeLicense: false, openPortal: false };
  const all: Partial<BillingDashboard>[] = [
    { order },
    { license: { ...paid, state: "renewal_stopped" } },
    { license: { ...paid, state: "payment_failed", dueInvoiceUrl: "https://invoice.example/1" } },
  ];
  for (const over of all) {
    const notices = noticesFor(dashboard({ ...over, may: reader }));
    expect(notices.map(({ kind }) => kind)).toEqual(noticesFor(dashboard(over)).map(({ kind }) => kind));
    expect(notices.flatMap(({ actions }) => actions)).toEqual([]);
  }
});

test("the screen looks more often while Stripe is confirming, and only then", () => {
  expect(isConfirming(dashboard({ order }))).toBe(false);
  expect(isConfirming(dashboard({ order }), "checkout")).toBe(true);
  expect(isConfirming(dashboard({ order: { ...order, state: "executing" } }))).toBe(true);
  const account = dashboard().paymentAccount;
  expect(account && isConfirming(dashboard({ paymentAccount: { ...account, stripeCustomerId: null } }))).toBe(
    true,
  );
});

test("that Stripe does not answer is told first, to those who could need it", () => {
  const away = dashboard({ isStripeAway: true });
  expect(noticesFor(away)[0]).toMatchObject({ kind: "stripe_away", actions: [] });
  const reader = { ...away, may: { ...payer, seePaymentAccount: false } };
  expect(noticesFor(reader).map(({ kind }) => kind)).not.toContain("stripe_away");
});

describe("what is in the way of a change", () => {
  test.each([
    [null, {}],
    [null, { license: free }],
    ["sales_led", { tenant: { ...dashboard().tenant, salesModel: "sales_led" as const } }],
    ["not_allowed", { may: { ...payer, changeLicense: false } }],
    ["stripe_off", { stripeIntegration: false }],
    ["order_open", { order }],
    ["renewal_stopped", { license: { ...paid, state: "renewal_stopped" as const } }],
    ["payment_due", { license: { ...paid, state: "authentication_needed" as const } }],
    ["no_account", { license: free, paymentAccount: null, paymentAccountExists: false }],
  ])("%s", (block, over) => {
    expect(blockOf(dashboard(over))).toBe(block);
  });
});

describe("debts", () => {
  test("what is overdue is told with its sum and numbers, also when the license is Free again", () => {
    const about = dashboard({ license: free, debts: [debt, { ...debt, number: "A-2" }] });
    expect(noticesFor(about)[0]).toMatchObject({
      kind: "debt",
      amount: { minor: "10000", currency: "JPY" },
      reason: "A-1, A-2",
      actions: [{ kind: "go", url: expect.stringContaining("/invoices/in_123456/pay") }],
    });
  });

  test("what is to be paid by a day is shown with it; an attempt that is still to come is not", () => {
    const dueAt = "2026-12-20T00:00:00.000Z";
    const later = { ...debt, isOverdue: false, dueAt };
    expect(noticesFor(dashboard({ debts: [later] }))).toMatchObject([
      { kind: "debt_not_due", tone: "info", amount: { minor: "5000" }, date: dueAt },
    ]);
    expect(shown({ debts: [{ ...debt, isOverdue: false }] })).toEqual([]);
  });
});
