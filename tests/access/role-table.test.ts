import { beforeAll, describe, expect, test } from "vitest";
import { inTenant } from "@/lib/db/transaction";
import { type TenantAction, tenantActions } from "@/lib/domain/access/actions";
import { holdClose, releaseClose } from "@/lib/features/billing/close/hold-close";
import { holdComing, readComingHold, releaseComing } from "@/lib/features/billing/close/hold-coming";
import { billingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { readTimeline } from "@/lib/features/console/activity/read-timeline";
import { authorise } from "@/lib/features/foundation/use-case/authorise";
import { confirmChange } from "@/lib/features/license/confirm-change/confirm-change";
import { placePromise } from "@/lib/features/license/confirm-change/place-promise";
import { promiseChange } from "@/lib/features/license/confirm-change/promise-change";
import { chargeOnDemand } from "@/lib/features/license/on-demand/charge-on-demand";
import { withdrawOnDemand } from "@/lib/features/license/on-demand/withdraw-on-demand";
import { discardOrder } from "@/lib/features/license/orders/discard-order";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";
import { resumeRenewal, stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { cancelReservation } from "@/lib/features/license/reservations/cancel-reservation";
import { saveBillingDetails } from "@/lib/features/payers/billing-details/save-billing-details";
import { createPaymentAccount } from "@/lib/features/payers/payment-account/create-payment-account";
import { openPortal } from "@/lib/features/payers/payment-account/open-portal";
import { changePaymentAdministrator } from "@/lib/features/people/members/change-payment-administrator";
import { useDatabase } from "../support/use-database";
import { type Call, type Everybody, makeEverybody, refuses } from "./everybody";

useDatabase();

/*
 * The role table written a second time: rows are people, columns what they may do (1) or not (·). A change of
 * the rules must be made here too, on purpose.
 */
const columns: TenantAction[] = [
  "tenant.view",
  "tenant.edit",
  "tenant.close",
  "tenant.change_sales_model",
  "tenant.assign_rep",
  "tenant.change_time_zone",
  "license.view",
  "license.change",
  "license.choose_change_mode",
  "license.request_change",
  "contract.view",
  "contract.manage",
  "contract.agree_plan",
  "payment_account.view",
  "payment_account.create",
  "customer.edit",
  "payment_account.link",
  "payment_account.open_portal",
  "payment_account.send_portal_link",
  "billing_details.view",
  "billing_details.edit",
  "billing_details.confirm",
  "tax_exemption.set",
  "payment_administrator.change",
  "members.view",
  "members.manage",
  "members.add",
  "quotes.view",
  "quotes.manage",
  "quotes.answer",
  "invoices.view",
  "invoices.remind",
  "timeline.view",
  "notes.view",
  "notes.write",
  "registrations.view",
  "registrations.change",
  "mau.record",
  "mau.erase",
  "usage.view",
  "usage_alerts.set",
  "usage.record",
  "usage.correct",
  "on_demand.charge",
  "close.manage",
  "invoices.write_off",
  "statements.view",
  "statements.link",
  "balance.apply",
  "on_demand.view",
  "payment_terms.set",
  "stripe_difference.view",
  "stripe_difference.decide",
  "dashboard_session.create",
];
const table = {
  owner: "1····· 11··1·· 11··1· 111·1 11· 1·1 1·1·· 1···11·· ··· ···1 · ·· ·",
  payer: "1····· 11··1·· 11··1· 111·· 1·· 1·1 1·1·· 1···11·· ··· ···1 · ·· ·",
  admin: "1····· 1···1·· 1····· 1···1 11· 1·· 1·1·· 1···1··· ··· ···1 · ·· ·",
  member: "1····· 1······ ······ ····· 1·· ··· ····· 1···1··· ··· ···· · ·· ·",
  stranger: "······ ······· ······ ····· ··· ··· ····· ········ ··· ···· · ·· ·",
  "staff admin": "111111 1·1·11· 11·1·1 11·1· 11· 11· 11111 1··11111 111 1111 1 11 ·",
  rep: "11111· 1·1·11· 11·1·1 11·1· 11· 11· 11111 1···11·· 1·· 1111 1 11 ·",
  "another rep": "1····· 1···1·· 1····· 1···· 1·· 1·· 1·111 1···1··· ··· 1··1 · 1· ·",
  "staff support": "1····· 1···1·· 1····· 1···· 1·· 1·· 1·11· 1···1··· ··· 1··1 · 1· ·",
  "key read": "1····· 1······ ······ ····· 1·· 1·· 1···· 1···1··· ··· ···1 · ·· ·",
  "key ingest": "······ ······· ······ ····· ··· ··· ····· ··1···1· ··· ···· · ·· ·",
  "key manage": "1·1··· 1111··1 ··1·1· ····1 111 1·· 1···· 11111111 1·· ···1 · ·· 1",
};

let everybody: Everybody;
beforeAll(async () => {
  everybody = await makeEverybody();
});

test("this table names every action", () => {
  expect([...columns].sort()).toEqual(Object.keys(tenantActions).sort());
});

describe.each(Object.keys(table) as (keyof typeof table)[])("%s", (somebody) => {
  const row = table[somebody].replaceAll(" ", "");
  test.each(columns.map((action, index) => [action, row[index] === "1"] as const))(
    "%s: %s",
    async (action, allowed) => {
      const asked = inTenant(everybody.tenantId, (tx) =>
        authorise(tx, everybody.people[somebody], everybody.tenantId, action),
      );
      if (allowed) await expect(asked).resolves.toMatchObject({ tenant: { id: everybody.tenantId } });
      else await expect(asked).rejects.toThrow(somebody === "stranger" ? "not_found" : "forbidden");
    },
  );
});

const _basis = {
  kind: "purchase",
  planVersionId: "pv_00000000",
  stripeSubscriptionId: null,
  periodEnd: null,
} as const;

/** Every command and every read of money, called directly as an attacker would, with valid input. */
const calls: Record<string, Call> = {
  createPaymentAccount: (ctx, tenantId) =>
    createPaymentAccount(ctx, tenantId, { payerName: "X", payerEmail: "x@example.com" }),
  openPortal: (ctx, tenantId) => openPortal(ctx, tenantId, { locale: "en" }),
  saveBillingDetails: (ctx, tenantId) =>
    saveBillingDetails(ctx, tenantId, {
      companyName: "X",
      country: "JP",
      postalCode: "",
      state: "",
      city: "",
      line1: "X",
      line2: "",
      phone: "",
    }),
  changePaymentAdministrator: (ctx, tenantId) =>
    changePaymentAdministrator(ctx, tenantId, {
      userId: ctx.actor.kind === "user" ? ctx.actor.userId : "usr_00000000",
    }),
  previewChange: (ctx, tenantId) => previewChange(ctx, tenantId, { planKey: "starter", interval: "month" }),
  confirmChange: (ctx, tenantId) =>
    confirmChange(ctx, tenantId, {
      locale: "en",
      planKey: "starter",
      interval: "month",
      digest: "none",
    }),
  promiseChange: (ctx, tenantId) => promiseChange(ctx, tenantId, { planKey: "starter", interval: "month" }),
  placePromise: (ctx, tenantId) => placePromise(ctx, tenantId, { promiseId: "prm_00000000", locale: "en" }),
  discardOrder: (ctx, tenantId) => discardOrder(ctx, tenantId, { orderId: "ord_00000000" }),
  cancelReservation: (ctx, tenantId) => cancelReservation(ctx, tenantId, { reservationId: "rsv_00000000" }),
  stopRenewal: (ctx, tenantId) => stopRenewal(ctx, tenantId, {}),
  resumeRenewal: (ctx, tenantId) => resumeRenewal(ctx, tenantId, {}),
  chargeOnDemand: (ctx, tenantId) =>
    chargeOnDemand(ctx, tenantId, { what: { amountMinor: "100" }, description: "X", reason: "X" }),
  holdClose: (ctx, tenantId) => holdClose(ctx, tenantId, { closeId: "cls_00000000", days: 1, reason: "X" }),
  releaseClose: (ctx, tenantId) => releaseClose(ctx, tenantId, { closeId: "cls_00000000" }),
  holdComing: (ctx, tenantId) => holdComing(ctx, tenantId, { days: 1, reason: "X" }),
  releaseComing: (ctx, tenantId) => releaseComing(ctx, tenantId, {}),
  readComingHold: (ctx, tenantId) => readComingHold(ctx, tenantId, {}),
  withdrawOnDemand: (ctx, tenantId) =>
    withdrawOnDemand(ctx, tenantId, { onDemandChargeId: "odc_00000000", reason: "X" }),
};

refuses(calls, { forbidden: ["member", "staff support", "another rep"], notFound: ["stranger"] });

test("reads of another tenant give the result for a tenant that does not exist", async () => {
  for (const read of [billingDashboard, readTimeline])
    expect(await read(everybody.people.stranger, everybody.tenantId, {})).toMatchObject({
      ok: false,
      refusal: { code: "not_found" },
    });
});

test("a member sees license and MAU, but neither the payer's address nor where to pay", async () => {
  const view = await billingDashboard(everybody.people.member, everybody.tenantId, {});
  expect(view).toMatchObject({
    ok: true,
    value: { paymentAccount: null, billingDetails: null, mau: { users: 0 }, may: { changeLicense: false } },
  });
});
