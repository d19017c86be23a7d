import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { billingDetailEntries, billingDetails, outboxMessages } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { needsConfirmation } from "@/lib/domain/billing-details/field-standing";
import type { Result } from "@/lib/domain/errors";
import { billingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { readTimeline } from "@/lib/features/console/activity/read-timeline";
import { type Everybody, makeEverybody, type Somebody } from "@/tests/access/everybody";
import { value } from "@/tests/support/buyer";
import { auditedActions } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import type { BillingDetailsInput } from "./billing-details-input";
import { confirmBillingDetails } from "./confirm-billing-details";
import { detailsAreComplete } from "./details-are-complete";
import { saveBillingDetails } from "./save-billing-details";

useDatabase();

const details: BillingDetailsInput = {
  companyName: "楓食品株式会社",
  country: "JP",
  postalCode: "1500001",
  state: "東京都",
  city: "渋谷区",
  line1: "神宮前1-2-3",
  taxIds: [{ type: "jp_trn", value: "T7000012050002" }],
};

let everybody: Everybody;
beforeEach(async () => {
  everybody = await makeEverybody();
});

const minutesLater = (minutes: number, somebody: Somebody) => {
  const ctx = everybody.people[somebody];
  return { ...ctx, now: new Date(ctx.now.getTime() + minutes * 60_000) };
};
const save = (somebody: Somebody, input: BillingDetailsInput, minutes = 0) =>
  saveBillingDetails(minutesLater(minutes, somebody), everybody.tenantId, input);
async function look(somebody: Somebody = "payer") {
  const view = value(await billingDashboard(everybody.people[somebody], everybody.tenantId, {}));
  if (!view.billingDetailsState) throw new Error("may not see the details");
  return { details: view.billingDetails, state: view.billingDetailsState };
}
const unconfirmed = async () =>
  (await look()).state.standing.filter(needsConfirmation).map(({ field }) => field);
async function confirm(fields: string[], somebody: Somebody = "payer"): Promise<Result<unknown>> {
  const { state } = await look();
  const seen = state.standing.filter(({ field }) => fields.includes(field));
  return confirmBillingDetails(everybody.people[somebody], everybody.tenantId, {
    fields: seen.map(({ field, at }) => ({ field, enteredAt: at })),
  });
}
const mails = async () =>
  (
    await acrossTenants((tx) =>
      tx.select().from(outboxMessages).where(eq(outboxMessages.tenantId, everybody.tenantId)),
    )
  ).filter(({ operation }) => operation === "mail.send").length;

test("what a rep enters waits for the payer, who confirms one field and corrects another", async () => {
  value(await save("rep", details));
  expect(await unconfirmed()).toEqual(["address", "companyName", "taxIds"]);
  value(await confirm(["companyName"]));
  value(await save("payer", { line1: "神宮前4-5-6" }));
  expect(await unconfirmed()).toEqual(["taxIds"]);
  const { state } = await look();
  const of = (field: string) => state.standing.find((entry) => entry.field === field);
  expect(of("companyName")).toMatchObject({ from: "sales", confirmed: { by: "Somebody" } });
  expect(of("address")).toMatchObject({ from: "tenant", confirmed: null });
  expect(await auditedActions(everybody.tenantId)).toEqual([
    "tenant.create",
    "billing_details.save",
    "billing_details.confirm",
    "billing_details.save",
  ]);
});

test("a confirmed field that staff change waits again; unchanged ones stay confirmed", async () => {
  value(await save("rep", details));
  value(await confirm(["companyName", "address", "taxIds"]));
  expect(await unconfirmed()).toEqual([]);
  value(await save("rep", { ...details, companyName: "楓食品ホールディングス株式会社" }, 1));
  expect(await unconfirmed()).toEqual(["companyName"]);
});

test("what was entered again since it was shown is not confirmed unseen", async () => {
  value(await save("rep", details));
  const { state } = await look();
  value(await save("staff admin", { companyName: "Another KK" }, 1));
  const seen = state.standing.map(({ field, at }) => ({ field, enteredAt: at }));
  const answer = await confirmBillingDetails(everybody.people.payer, everybody.tenantId, { fields: seen });
  expect(answer).toMatchObject({ ok: false, refusal: { code: "changed_meanwhile" } });
  expect(await unconfirmed()).toContain("address");
});

test("a form opened before a colleague saved the same field is refused; other fields are not", async () => {
  value(await save("rep", { ...details, phone: "1" }));
  value(await save("staff admin", { phone: "2" }, 1));
  expect(await save("rep", { phone: "3", seen: { phone: "1" } }, 2)).toMatchObject({
    ok: false,
    refusal: { code: "changed_meanwhile" },
  });
  value(await save("rep", { poNumber: "PO-1", seen: { poNumber: "" } }, 3));
  expect((await look()).details).toMatchObject({ phone: "2", poNumber: "PO-1" });
});

test("confirming and saving twice changes nothing more", async () => {
  value(await save("rep", details));
  value(await save("rep", details));
  value(await confirm(["companyName"]));
  expect(await confirm(["companyName"])).toMatchObject({ ok: true, value: { confirmed: 0 } });
  expect((await auditedActions(everybody.tenantId)).filter((action) => action.startsWith("billing"))).toEqual(
    ["billing_details.save", "billing_details.confirm"],
  );
});

describe("the memo", () => {
  test("is for staff only: no tenant sees it, writes it, or reads of it in the log", async () => {
    value(await save("rep", { ...details, memo: "Haggles. Offer 5 %." }));
    expect((await look("rep")).details?.memo).toBe("Haggles. Offer 5 %.");
    expect((await look("staff support")).details?.memo).toBe("Haggles. Offer 5 %.");
    for (const somebody of ["owner", "payer", "admin"] as const) {
      const seen = [
        await billingDashboard(everybody.people[somebody], everybody.tenantId, {}),
        await readTimeline(everybody.people[somebody], everybody.tenantId, { limit: 50 }),
      ];
      expect(JSON.stringify(seen)).not.toContain("Haggles");
    }
    expect(await save("owner", { memo: "mine" })).toMatchObject({
      ok: false,
      refusal: { fields: [{ field: "memo", rule: "unknown_field" }] },
    });
  });

  test("waits for nobody and is no reason for a mail", async () => {
    value(await save("owner", details));
    value(await save("rep", { memo: "x" }));
    expect(await unconfirmed()).toEqual([]);
    expect(await mails()).toBe(0);
  });
});

test("the payer gets one mail for what is entered within some minutes", async () => {
  value(await save("rep", details));
  value(await save("rep", { phone: "03-1234-5678" }, 3));
  expect(await mails()).toBe(1);
  value(await save("rep", { phone: "03-1234-5679" }, 30));
  expect(await mails()).toBe(2);
  value(await save("payer", { phone: "03-1234-5670" }, 60));
  expect(await mails()).toBe(2);
});

test("the address is judged by its country, whichever part was sent", async () => {
  value(await save("rep", details));
  expect((await look()).details?.postalCode).toBe("150-0001");
  expect(await save("rep", { postalCode: "SW1A 1AA" })).toMatchObject({
    ok: false,
    refusal: { fields: [{ field: "postalCode", rule: "postal_code", params: { example: "154-0023" } }] },
  });
  value(
    await save("rep", {
      country: "GB",
      state: "",
      postalCode: "sw1a1aa",
      city: "London",
      line1: "1 High St",
    }),
  );
  expect((await look()).details).toMatchObject({
    country: "GB",
    postalCode: "SW1A 1AA",
    companyName: "楓食品株式会社",
  });
});

test("lists find who has something unconfirmed and who is incomplete", async () => {
  const ask = () =>
    acrossTenants(async (tx) => {
      const [row] = await tx
        .select({ complete: detailsAreComplete() })
        .from(billingDetails)
        .where(eq(billingDetails.tenantId, everybody.tenantId));
      const waiting = await tx
        .select()
        .from(billingDetailEntries)
        .where(
          and(eq(billingDetailEntries.tenantId, everybody.tenantId), billingDetailEntries.needsConfirmation),
        );
      return { unconfirmed: waiting.length > 0, incomplete: !row?.complete };
    });
  expect(await ask()).toEqual({ unconfirmed: false, incomplete: true });
  value(await save("rep", { companyName: "K", country: "JP" }));
  expect(await ask()).toEqual({ unconfirmed: true, incomplete: true });
  expect((await look()).state.missing).toEqual(["postalCode", "state", "city", "line1"]);
  value(await save("owner", details));
  value(await confirm(["companyName", "address"]));
  expect(await ask()).toEqual({ unconfirmed: false, incomplete: false });
});
