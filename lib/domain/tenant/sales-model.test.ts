import { expect, test } from "vitest";
import { planSalesModelChange, type SalesModelFacts } from "./sales-model";

const free: SalesModelFacts = {
  isPaid: false,
  isBought: false,
  renews: true,
  isPaymentDue: false,
  hasOpenOrder: false,
  hasReservation: false,
  hasAccount: false,
  hasRunningContract: false,
  openQuotes: 0,
  plansToBuy: 2,
};
const subscribed = { ...free, isPaid: true, isBought: true, hasAccount: true };

test("a tenant on Free moves to sales-led and holds what it held", () => {
  expect(planSalesModelChange("sales_led", free)).toEqual({
    obstacles: [],
    effects: ["self_service_ends", "license_stays_free", "account_by_rep", "details_by_rep"],
  });
});

test("a paid period runs to its end and is not renewed", () => {
  const { effects } = planSalesModelChange("sales_led", { ...subscribed, isPaymentDue: true });
  expect(effects).toContain("renewal_stops");
  expect(effects).toContain("payment_stays_due");
  const stopped = planSalesModelChange("sales_led", { ...subscribed, renews: false });
  expect(stopped.effects).toContain("runs_out");
  expect(stopped.effects).not.toContain("renewal_stops");
});

test.each([
  ["hasOpenOrder", "order_open"],
  ["hasReservation", "reservation_open"],
] as const)("to sales-led not while %s", (fact, obstacle) => {
  expect(planSalesModelChange("sales_led", { ...subscribed, [fact]: true }).obstacles).toEqual([obstacle]);
});

test("a tenant with a running contract cannot become self-serve", () => {
  const { obstacles } = planSalesModelChange("self_serve", {
    ...free,
    isPaid: true,
    hasRunningContract: true,
  });
  expect(obstacles).toEqual(["contract_running"]);
});

test("both directions state what happens to open quotes", () => {
  const open = { ...free, openQuotes: 1 };
  expect(planSalesModelChange("self_serve", open).effects).toContain("quotes_cannot_be_accepted");
  expect(planSalesModelChange("sales_led", open).effects).toContain("quotes_can_be_accepted");
});

test("a tenant that becomes self-serve may resume a stopped renewal, and is told if nothing is for sale", () => {
  expect(planSalesModelChange("self_serve", { ...subscribed, renews: false }).effects).toEqual([
    "self_service_begins",
    "renewal_may_be_resumed",
    "account_stays",
    "details_by_payer",
  ]);
  expect(planSalesModelChange("self_serve", { ...free, plansToBuy: 0 }).effects[0]).toBe("nothing_to_buy");
});
