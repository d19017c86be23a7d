import { expect, test } from "vitest";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { ContractsView } from "@/lib/features/license/contracts/agreement/read-contracts";
import type { ContractView } from "@/lib/features/license/contracts/terms/contract-view";
import { draftFrom, termsOfDraft } from "./contract-draft";

const base = {
  id: "pv_1",
  planKey: "team",
  version: 1,
  definition: { ...blankPlan("JPY"), components: [blank.base()] },
};
const view = (running: Partial<ContractView> | null): ContractsView => ({
  salesModel: "sales_led",
  currency: "JPY",
  timeZone: "Asia/Tokyo",
  running: running as ContractView | null,
  scheduled: null,
  past: [],
  payment: "paid",
  dueInvoiceUrl: null,
  seller: { name: { en: "Choba", ja: "Choba" }, phone: "", email: "" },
  forStaff: {
    mayManage: true,
    stripeIntegration: true,
    hasPaymentAccount: true,
    bases: [base],
    taxes: [],
    usualTaxKeys: ["jp10"],
  },
  readAt: "2026-11-20T03:00:00Z",
});
const agreed: Partial<ContractView> = {
  basePlanVersionId: "pv_1",
  interval: "month",
  quantities: { seats: 3, addons: {} },
  atEnd: "renew",
  // The first midnight after 31 March in Tokyo.
  endsAt: "2027-03-31T15:00:00.000Z",
  isNegotiated: false,
  definition: null,
  reason: null,
  discount: null,
  taxes: [],
  invoicing: { by: "choba", daysUntilDue: null } as ContractView["invoicing"],
};

test("a first contract begins with the taxes of the tenant's country, today and within 30 days", () => {
  expect(termsOfDraft(draftFrom(view(null), [base]), base)).toMatchObject({
    firstDay: null,
    lastDay: null,
    taxKeys: ["jp10"],
    invoicing: { by: "choba", daysUntilDue: 30 },
  });
});

test("a running contract keeps its last day, its card and that it has no tax", () => {
  const draft = draftFrom(view(agreed), [base]);
  expect(draft).toMatchObject({ paidBy: "card", lastDay: "2027-03-31" });
  expect(termsOfDraft(draft, base)).toMatchObject({
    lastDay: "2027-03-31",
    atEnd: "renew",
    taxKeys: [],
    invoicing: { by: "choba", daysUntilDue: null },
  });
});

test("days that are no number are sent as such, and a first day as it was chosen", () => {
  const draft = draftFrom(view(null), [base]);
  expect(
    termsOfDraft({ ...draft, starts: "at", firstDay: "2027-01-01", daysUntilDue: "" }, base),
  ).toMatchObject({
    firstDay: "2027-01-01",
    invoicing: { by: "choba", daysUntilDue: Number.NaN },
  });
  expect(termsOfDraft({ ...draft, paidBy: "card", daysUntilDue: "" }, base)?.invoicing).toEqual({
    by: "choba",
    daysUntilDue: null,
  });
});
