import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  billingDetailConflicts,
  billingDetailEntries,
  contracts,
  disputes,
  licenses,
  mauCounts,
  quotes,
  tenants,
  usageMonths,
} from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { asKey, asUser, makePlan, makeTenant, makeUser, testNow } from "@/tests/support/factories";
import { inDays, recordInvoiceOf } from "@/tests/support/invoices";
import { useDatabase } from "@/tests/support/use-database";
import type { NeedKind } from "./needs";
import { readToday } from "./read-today";

useDatabase();

let rep: Context;
let repId: Id<"user">;
let planVersionId: Id<"planVersion">;
beforeAll(async () => {
  repId = await makeUser("sales");
  rep = asUser(repId, "sales");
  planVersionId = await makePlan({ key: "small", rank: 1, limits: { monthlyActiveUsers: 100 } });
});

async function tenantOf(name: string, salesRepId: Id<"user"> | null): Promise<Id<"tenant">> {
  const { id } = await makeTenant();
  await acrossTenants(async (tx) => {
    await tx.update(tenants).set({ name, salesRepId }).where(eq(tenants.id, id));
    await tx.update(licenses).set({ planVersionId }).where(eq(licenses.tenantId, id));
  });
  return id;
}

async function look(whose: "mine" | "all", ctx = rep) {
  const lists = await readToday(ctx, { whose });
  if (!lists.ok) throw new Error(lists.refusal.code);
  const of = (kind: NeedKind) => lists.value.find((list) => list.kind === kind);
  return { kinds: lists.value.map(({ kind }) => kind), of };
}

test("nothing is said of kinds that nobody needs", async () => {
  await tenantOf("In order", repId);
  expect((await look("mine")).kinds).toEqual([]);
});

test("active users near and over the maximum are shown with both, the fullest first", async () => {
  const users = { "Half full": 50, Nearly: 80, Full: 100, Over: 101 };
  for (const [name, count] of Object.entries(users)) {
    const tenantId = await tenantOf(name, repId);
    await acrossTenants((tx) => tx.insert(mauCounts).values({ tenantId, month: "2026-11", users: count }));
  }
  const { of } = await look("mine");
  expect(of("mau_over")?.needs).toMatchObject([{ name: "Over", about: "101/100" }]);
  expect(of("mau_near")?.needs.map(({ name, about }) => [name, about])).toEqual([
    ["Full", "100/100"],
    ["Nearly", "80/100"],
  ]);
});

test("contracts are shown while their day is near, quotes until they are answered too", async () => {
  const contract = (tenantId: Id<"tenant">, id: Id<"contract">, termEndsAt: Date | null) =>
    acrossTenants((tx) =>
      tx.insert(contracts).values({
        tenantId,
        id,
        state: "active",
        planVersionId,
        basePlanVersionId: planVersionId,
        interval: "month",
        quantities: { seats: 0, addons: {} },
        startsAt: inDays(-30),
        endsAt: termEndsAt,
        atEnd: "free",
        termStartsAt: inDays(-30),
        termEndsAt,
        timeZone: "Asia/Tokyo",
        invoicedBy: "stripe_dashboard",
        agreedBy: "Somebody",
        agreedAt: inDays(-30),
      }),
    );
  await contract(await tenantOf("Ends soon", repId), "ctr_00000001", inDays(59));
  await contract(await tenantOf("Ends later", repId), "ctr_00000002", inDays(61));
  await contract(await tenantOf("Open-ended", repId), "ctr_00000003", null);

  const quote = (
    tenantId: Id<"tenant">,
    id: Id<"quote">,
    number: string,
    validBefore: Date,
    state: "sent" | "expired" | "declined" = "sent",
  ) =>
    acrossTenants((tx) =>
      tx.insert(quotes).values({
        tenantId,
        id,
        number,
        state,
        subject: "Business",
        language: "en",
        planVersionId,
        interval: "month",
        quantities: { seats: 0, usage: {}, addons: {}, onDemand: {} },
        taxKeys: [],
        period: { startsOn: "2026-12-01", endsOn: "2027-11-30", atEnd: "free" },
        invoicing: { by: "stripe_dashboard", dueDays: 30 },
        validUntil: "2026-11-25",
        validBefore,
        terms: "",
        currency: "JPY",
        totalMinor: 0n,
        createdByName: "Somebody",
        createdAt: testNow,
      }),
    );
  await quote(await tenantOf("Answers soon", repId), "quo_00000001", "Q-2026-0001", inDays(5));
  await quote(await tenantOf("Has time", repId), "quo_00000002", "Q-2026-0002", inDays(20));
  await quote(await tenantOf("Over", repId), "quo_00000003", "Q-2026-0003", inDays(-40), "expired");
  await quote(await tenantOf("Said no", repId), "quo_00000004", "Q-2026-0004", inDays(-40), "declined");

  const { of } = await look("mine");
  expect(of("contract_ends")?.needs.map(({ name }) => name)).toEqual(["Ends soon"]);
  expect(of("quote_expires")?.needs).toMatchObject([
    { name: "Over", about: "Q-2026-0003" },
    { name: "Answers soon", about: "Q-2026-0001" },
  ]);
});

test("billing details are shown while they wait for the payer or for a decision", async () => {
  const entered = (tenantId: Id<"tenant">, needsConfirmation: boolean) =>
    acrossTenants((tx) =>
      tx.insert(billingDetailEntries).values({
        tenantId,
        field: "companyName",
        enteredFrom: "sales",
        enteredBy: "user:usr_1",
        enteredByName: "Ken",
        enteredAt: testNow,
        needsConfirmation,
      }),
    );
  await entered(await tenantOf("Waits", repId), true);
  await entered(await tenantOf("Confirmed", repId), false);
  const differs = await tenantOf("Differs", repId);
  await acrossTenants((tx) =>
    tx
      .insert(billingDetailConflicts)
      .values({ tenantId: differs, field: "phone", theirs: "03", foundAt: testNow }),
  );
  const { of } = await look("mine");
  expect(of("details_unconfirmed")?.needs.map(({ name }) => name)).toEqual(["Waits"]);
  expect(of("details_in_conflict")?.needs.map(({ name }) => name)).toEqual(["Differs"]);
});

test("mine are those whom the reader looks after; five are named and all are counted", async () => {
  const colleague = await makeUser("sales");
  for (let n = 1; n <= 6; n++) {
    const tenantId = await tenantOf(`Failed ${n}`, colleague);
    await acrossTenants((tx) =>
      tx.update(licenses).set({ payment: "failed" }).where(eq(licenses.tenantId, tenantId)),
    );
  }
  expect((await look("mine")).of("payment_failed")).toBeUndefined();
  const all = (await look("all")).of("payment_failed");
  expect([all?.needs.length, all?.total]).toEqual([5, 6]);
  expect((await look("mine", asUser(colleague, "sales"))).of("payment_failed")?.total).toBe(6);
});

test("of one kind alone all are named, and nothing of the others", async () => {
  const colleague = await makeUser("sales");
  for (let n = 1; n <= 6; n++) {
    const tenantId = await tenantOf(`Fails ${n}`, colleague);
    await acrossTenants(async (tx) => {
      await tx.update(licenses).set({ payment: "failed" }).where(eq(licenses.tenantId, tenantId));
      await tx
        .insert(billingDetailConflicts)
        .values({ tenantId, field: "phone", theirs: "03", foundAt: testNow });
    });
  }
  const lists = await readToday(asUser(colleague, "sales"), { whose: "mine", only: "details_in_conflict" });
  expect(lists).toMatchObject({ ok: true, value: [{ kind: "details_in_conflict", total: 6 }] });
  expect(lists.ok && lists.value[0]?.needs).toHaveLength(6);
});

test("disputes are shown while they are open, those that wait for us first, with a link to answer them", async () => {
  const disputed = async (name: string, standing: "answer" | "review" | "lost", days: number | null) => {
    const tenantId = await tenantOf(name, repId);
    const stripeDisputeId = `du_${name}`;
    await acrossTenants((tx) =>
      tx.insert(disputes).values({
        tenantId,
        stripeDisputeId,
        amountMinor: 1200n,
        currency: "JPY",
        status: "needs_response",
        reason: "fraudulent",
        standing,
        openedAt: testNow,
        answerBy: days === null ? null : inDays(days),
        appliedSequence: 1n,
      }),
    );
  };
  await disputed("Decided", "lost", 1);
  await disputed("Answered", "review", 2);
  await disputed("Unanswerable", "answer", null);
  await disputed("Pressing", "answer", 3);
  const list = (await look("mine")).of("dispute");
  expect(list?.needs.map(({ name }) => name)).toEqual(["Pressing", "Unanswerable", "Answered"]);
  expect(list?.needs[0]).toMatchObject({ about: "answer/1200/JPY", at: inDays(3).toISOString() });
  expect(list?.needs[0]?.dashboardUrl).toMatch(/\/disputes\/du_Pressing$/);
});

test("a license that is not paid says the invoice that is late the longest, and its next attempt", async () => {
  const owes = async (name: string, ...invoices: Parameters<typeof recordInvoiceOf>[2][]) => {
    const tenantId = await tenantOf(name, await makeUser("sales"));
    await acrossTenants((tx) =>
      tx.update(licenses).set({ payment: "overdue" }).where(eq(licenses.tenantId, tenantId)),
    );
    for (const invoice of invoices) await recordInvoiceOf(tenantId, 5000n, invoice);
  };
  await owes("Unknown yet");
  await owes("Two", { number: "T-2", dueAt: inDays(-2) }, { number: "T-1", dueAt: inDays(-12) });
  await owes(
    "Card",
    { number: "T-3", isSent: false, dueAt: null, attempts: 1, nextAttemptAt: inDays(1) },
    // In time.
    { number: "T-4", dueAt: inDays(3) },
  );
  const needs = (await look("all")).of("overdue")?.needs;
  expect(needs?.map(({ name, about, at }) => [name, about, at])).toEqual([
    ["Two", "5000/JPY/T-1/12/2", null],
    ["Card", "5000/JPY/T-3/5/1", inDays(1).toISOString()],
    ["Unknown yet", null, null],
  ]);
});

test("only staff see it", async () => {
  for (const ctx of [asUser((await makeTenant()).ownerId), asKey(["manage"])])
    expect(await readToday(ctx, {})).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
});

test("a month whose counts cannot be priced is shown with its meters, one without is not", async () => {
  const rated = async (name: string, unpriced: string[]) => {
    const tenantId = await tenantOf(name, repId);
    const month = {
      monthFrom: "2026-10-01" as const,
      timeZone: "Asia/Tokyo",
      counts: {},
      ratedAt: testNow,
      unpriced,
    };
    await acrossTenants((tx) => tx.insert(usageMonths).values({ tenantId, ...month }));
  };
  await rated("Too many digits", ["api_calls", "tokens"]);
  await rated("Priced", []);
  expect((await look("mine")).of("usage_unpriced")?.needs).toMatchObject([
    { name: "Too many digits", about: "2026-10/api_calls, tokens" },
  ]);
});
