import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { auditLog, members, tenants } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { type TenantAction, tenantActions } from "@/lib/domain/access/actions";
import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { readTimeline } from "@/lib/features/audit/timeline";
import { saveBillingDetails } from "@/lib/features/billing-details/save";
import { billingDashboard } from "@/lib/features/dashboard/billing-dashboard";
import { resumeRenewal, stopRenewal } from "@/lib/features/license/renewal";
import { changePaymentAdministrator } from "@/lib/features/members/change-payment-administrator";
import { confirmChange } from "@/lib/features/orders/confirm";
import { discardOrder } from "@/lib/features/orders/discard";
import { placeOrder } from "@/lib/features/orders/place";
import { previewChange } from "@/lib/features/orders/preview";
import { createPaymentAccount } from "@/lib/features/payment-account/create";
import { openPortal } from "@/lib/features/payment-account/open-portal";
import { cancelReservation } from "@/lib/features/reservations/cancel";
import { reserveDowngrade } from "@/lib/features/reservations/reserve";
import { authorise } from "@/lib/features/shared/authorise";
import type { Context } from "@/lib/features/shared/context";
import { asKey, asSystem, asUser, makeTenant, makeUser } from "../support/factories";
import { useDatabase } from "../support/use-database";

useDatabase();

/*
 * The role table once more, written out by hand: rows are people, columns what they may do (1) or not (·).
 * Whoever changes who may do what must change it here too, and mean it.
 */
const columns: TenantAction[] = [
  "tenant.view",
  "license.view",
  "license.change",
  "payment_account.view",
  "payment_account.create",
  "payment_account.open_portal",
  "billing_details.view",
  "billing_details.edit",
  "payment_administrator.change",
  "members.view",
  "timeline.view",
  "registrations.view",
  "registrations.change",
  "mau.record",
  "usage.view",
  "usage.record",
  "usage.correct",
  "tenant.change_time_zone",
  "mau.erase",
];
const table = {
  owner: "1111 1111 1111·· 1····",
  payer: "1111 1111 ·111·· 1····",
  admin: "11·1 ··1· 1111·· 1····",
  member: "11·· ···· ·1·1·· 1····",
  stranger: "···· ···· ······ ·····",
  "staff admin": "11·1 ··11 ·111·· 11111",
  "staff sales": "11·1 ··11 ·111·· 1····",
  "staff support": "11·1 ··1· ·111·· 1····",
  "key read": "·1·· ···· ···1·· 1····",
  "key ingest": "···· ···· ·····1 ·1···",
  "key manage": "·1·· ···· ···111 111·1",
};
type Somebody = keyof typeof table;

let tenantId: Id<"tenant">;
const people = {} as Record<Somebody, Context>;

beforeAll(async () => {
  const tenant = await makeTenant();
  tenantId = tenant.id;
  const join = async (role: "admin" | "member") => {
    const userId = await makeUser();
    await acrossTenants((tx) =>
      tx.insert(members).values({ tenantId, userId, role, joinedAt: asSystem().now }),
    );
    return userId;
  };
  const payer = await join("member");
  await acrossTenants((tx) =>
    tx.update(tenants).set({ paymentAdministratorId: payer }).where(eq(tenants.id, tenantId)),
  );
  people.owner = asUser(tenant.ownerId);
  people.payer = asUser(payer);
  people.admin = asUser(await join("admin"));
  people.member = asUser(await join("member"));
  people.stranger = asUser((await makeTenant()).ownerId);
  people["staff admin"] = asUser(await makeUser("admin"), "admin");
  people["staff sales"] = asUser(await makeUser("sales"), "sales");
  people["staff support"] = asUser(await makeUser("support"), "support");
  people["key read"] = asKey(["read"]);
  people["key ingest"] = asKey(["ingest"]);
  people["key manage"] = asKey(["manage"]);
});

test("the table here names every action there is", () => {
  expect([...columns].sort()).toEqual(Object.keys(tenantActions).sort());
});

describe.each(Object.keys(table) as Somebody[])("%s", (somebody) => {
  const row = table[somebody].replaceAll(" ", "");
  test.each(columns.map((action, index) => [action, row[index] === "1"] as const))(
    "%s: %s",
    async (action, allowed) => {
      const asked = inTenant(tenantId, (tx) => authorise(tx, people[somebody], tenantId, action));
      if (allowed) await expect(asked).resolves.toMatchObject({ tenant: { id: tenantId } });
      else await expect(asked).rejects.toThrow(somebody === "stranger" ? "not_found" : "forbidden");
    },
  );
});

const basis = {
  kind: "purchase",
  planVersionId: "pv_00000000",
  stripeSubscriptionId: null,
  periodEnd: null,
} as const;

/** Every command and read of money, called directly as an attacker would, with input that would be fine. */
const calls: Record<string, (ctx: Context) => Promise<Result<unknown>>> = {
  createPaymentAccount: (ctx) =>
    createPaymentAccount(ctx, tenantId, { payerName: "X", payerEmail: "x@example.com" }),
  openPortal: (ctx) => openPortal(ctx, tenantId, "en"),
  saveBillingDetails: (ctx) =>
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
  changePaymentAdministrator: (ctx) =>
    changePaymentAdministrator(ctx, tenantId, {
      userId: ctx.actor.kind === "user" ? ctx.actor.userId : "usr_00000000",
    }),
  previewChange: (ctx) => previewChange(ctx, tenantId, { planKey: "starter", interval: "month" }),
  confirmChange: (ctx) =>
    confirmChange(ctx, tenantId, "en", {
      planKey: "starter",
      interval: "month",
      planVersionId: "pv_00000000",
      pricedAt: ctx.now.toISOString(),
      totalMinor: "0",
    }),
  placeOrder: (ctx) =>
    placeOrder(ctx, tenantId, {
      planKey: "starter",
      interval: "month",
      locale: "en",
      basis,
      promised: {
        currency: "JPY",
        lines: [],
        subtotalMinor: "0",
        taxMinor: "0",
        totalMinor: "0",
        pricedAt: "",
        validUntil: "",
      },
    }),
  discardOrder: (ctx) => discardOrder(ctx, tenantId, { orderId: "ord_00000000" }),
  reserveDowngrade: (ctx) =>
    reserveDowngrade(ctx, tenantId, { planKey: "starter", interval: "month", basis }),
  cancelReservation: (ctx) => cancelReservation(ctx, tenantId, { reservationId: "rsv_00000000" }),
  stopRenewal: (ctx) => stopRenewal(ctx, tenantId, {}),
  resumeRenewal: (ctx) => resumeRenewal(ctx, tenantId, {}),
};

describe.each(Object.keys(calls))("%s called directly", (name) => {
  const call = (somebody: Somebody) => calls[name]?.(people[somebody]);
  test("by a member without the right: refused", async () => {
    expect(await call("member")).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
  });
  test("by support: refused", async () => {
    expect(await call("staff support")).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
  });
  test("by another tenant's owner: as if it did not exist", async () => {
    expect(await call("stranger")).toMatchObject({ ok: false, refusal: { code: "not_found" } });
  });
});

test("another tenant's reads answer as if it did not exist", async () => {
  for (const read of [billingDashboard, readTimeline])
    expect(await read(people.stranger, tenantId, {})).toMatchObject({
      ok: false,
      refusal: { code: "not_found" },
    });
});

test("a member sees license and MAU, and neither the payer's address nor where to pay", async () => {
  const view = await billingDashboard(people.member, tenantId, {});
  expect(view).toMatchObject({
    ok: true,
    value: { paymentAccount: null, billingDetails: null, mau: { users: 0 }, may: { changeLicense: false } },
  });
});

test("none of the refused calls left a trace", async () => {
  const rows = await acrossTenants((tx) => tx.select().from(auditLog).where(eq(auditLog.tenantId, tenantId)));
  expect(rows.map((row) => row.action)).toEqual(["tenant.create"]);
});
