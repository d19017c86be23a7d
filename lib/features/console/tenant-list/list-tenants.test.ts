import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  billingDetails,
  licenses,
  mauCounts,
  members,
  paymentAccounts,
  stripeInvoices,
  tenants,
  users,
} from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { emptyBillingDetails } from "@/lib/domain/billing-details/billing-details";
import { missingParts } from "@/lib/domain/billing-details/field-standing";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { asUser, holdPlan, makePlan, makeTenant, makeUser, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { exportTenants } from "./export-tenants";
import { findTenants } from "./find-tenants";
import { listTenants } from "./list-tenants";
import type { TenantRow } from "./read-rows";
import type { TenantListInput } from "./tenant-list-input";

useDatabase();

let staff: Context;
let me: Id<"user">;

/** Seven tenants, each remarkable for one thing. */
beforeAll(async () => {
  me = await makeUser("sales");
  const colleague = await makeUser("sales");
  staff = asUser(me, "sales");
  const small = await makePlan({ key: "small", rank: 1, limits: { monthlyActiveUsers: 100 } });
  const endless = await makePlan({ key: "endless", rank: 2 });
  const details = {
    companyName: "Acme",
    country: "JP",
    postalCode: "100-0001",
    state: "東京都",
    city: "千代田区",
    line1: "1-2-3",
  };

  const make = async (
    name: string,
    facts: Partial<typeof tenants.$inferInsert> & { timeZone?: string } = {},
  ) => {
    const { id } = await makeTenant({ timeZone: facts.timeZone, limits: { monthlyActiveUsers: 10 } });
    await acrossTenants((tx) =>
      tx
        .update(tenants)
        .set({ name, ...facts })
        .where(eq(tenants.id, id)),
    );
    return id;
  };
  const counted = (tenantId: Id<"tenant">, n: number, month = "2026-11") =>
    acrossTenants((tx) => tx.insert(mauCounts).values({ tenantId, month, users: n }));
  const license = (tenantId: Id<"tenant">, facts: Partial<typeof licenses.$inferInsert>) =>
    acrossTenants((tx) => tx.update(licenses).set(facts).where(eq(licenses.tenantId, tenantId)));
  const enter = (tenantId: Id<"tenant">, changed: Partial<typeof details>) => {
    const entered = { ...emptyBillingDetails, ...details, ...changed };
    const row = { details: entered, missing: missingParts(entered), enteredBy: "test", updatedAt: testNow };
    return acrossTenants((tx) => tx.insert(billingDetails).values({ tenantId, ...row }));
  };

  const over = await make("Over", { salesRepId: me });
  await holdPlan(over, small, "month");
  await counted(over, 101);
  await enter(over, {});

  const near = await make("Near", { salesRepId: colleague });
  await holdPlan(near, small, "month");
  await counted(near, 80);
  await enter(near, { line1: "" });

  const full = await make("Full");
  await holdPlan(full, small, "year");
  await counted(full, 100);
  await license(full, { periodEnd: new Date("2027-11-01T00:00:00Z"), renews: false });

  const failed = await make("Failed", { salesModel: "sales_led" });
  await holdPlan(failed, endless, "month");
  await counted(failed, 5_000);
  await counted(failed, 9_000, "2026-10");
  await license(failed, { payment: "failed", stripeSubscriptionId: "sub_failed" });

  await make("100% _wild\\");
  const named = await make("カエデ食品");
  await acrossTenants(async (tx) => {
    const [rin] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.id, await makeUser()));
    if (!rin) throw new Error("the user was just made");
    await tx.update(users).set({ email: "rin@kaede.example" }).where(eq(users.id, rin.id));
    await tx.insert(members).values({ tenantId: named, userId: rin.id, role: "member", joinedAt: testNow });
    await tx.insert(paymentAccounts).values({
      tenantId: named,
      stripeCustomerId: "cus_kaede",
      payerName: "Keiri",
      payerEmail: "keiri@kaede.example",
      createdAt: testNow,
    });
    await tx.insert(stripeInvoices).values({
      tenantId: named,
      stripeInvoiceId: "in_kaede",
      stripeCustomerId: "cus_kaede",
      number: "KAEDE-0042",
      status: "open",
      totalMinor: 12_000n,
      paidMinor: 0n,
      creditedMinor: 0n,
      remainingMinor: 12_000n,
      isSent: true,
      attempts: 0,
      currency: "JPY",
      createdAt: testNow,
      appliedSequence: 1n,
    });
  });
  await make("Last");
});

async function ask(input: TenantListInput): Promise<TenantRow[]> {
  const answer = await listTenants(staff, input);
  if (!answer.ok) throw new Error(answer.refusal.code);
  expect(answer.value.total).toBe(answer.value.rows.length);
  return answer.value.rows;
}
const names = async (input: TenantListInput) => (await ask(input)).map(({ name }) => name);
const filtered = (filters: Record<string, string>) => names({ filters });

describe("filters", () => {
  test.each([
    [{ salesModel: "sales_led" }, ["Failed"]],
    [{ plan: "small" }, ["Full", "Near", "Over"]],
    [{ state: "payment_failed" }, ["Failed"]],
    [{ state: "ends" }, ["Full"]],
    [{ rep: "mine" }, ["Over"]],
    [{ rep: "others" }, ["Near"]],
    [{ mau: "over" }, ["Over"]],
    [{ mau: "near" }, ["Full", "Near"]],
    [{ details: "complete" }, ["Over"]],
    [{ ends: "30" }, ["Failed", "Near", "Over"]],
    [{ ends: "7" }, []],
    [{ plan: "small", rep: "others", details: "incomplete" }, ["Near"]],
  ])("%j", async (filters, expected) => {
    expect(await filtered(filters as Record<string, string>)).toEqual(expected);
  });

  test("without a rep, and of one rep by id", async () => {
    expect(await filtered({ rep: "none" })).not.toContain("Over");
    expect(await filtered({ rep: me })).toEqual(["Over"]);
    expect((await ask({ filters: { rep: "mine" } }))[0]?.rep).toMatchObject({ id: me });
  });

  test("each row says of its billing details what the filter says", async () => {
    const all = await ask({});
    const complete = await filtered({ details: "complete" });
    expect(all.filter((row) => row.detailsComplete).map(({ name }) => name)).toEqual(complete);
    expect(await filtered({ details: "incomplete" })).toHaveLength(all.length - complete.length);
  });

  test("that make no sense leave nothing out and are named, since anyone can type an address; no file is made", async () => {
    const all = await names({});
    const nonsense = { rep: "usr_'; drop", mau: "x", ends: "-1", state: "?", view: "x", stat: "active" };
    expect(await filtered(nonsense)).toEqual(all);
    const ignored = ["rep", "mau", "ends", "state", "stat"];
    expect(await listTenants(staff, { filters: nonsense })).toMatchObject({ value: { ignored: ignored } });
    expect(await listTenants(staff, { filters: { state: "\u0000" } })).toMatchObject({
      refusal: { code: "invalid_input", fields: [{ field: "filters.state", rule: "impossible_text" }] },
    });
    expect(await listTenants(staff, { filters: { state: "active" } })).toMatchObject({
      value: { ignored: [] },
    });
    expect(await exportTenants(staff, { filters: nonsense })).toMatchObject({
      refusal: { code: "invalid_input", fields: ignored.map((field) => ({ field, rule: "unknown_filter" })) },
    });
    expect(await names({ sort: { column: "password", direction: "asc" }, page: -3 })).toEqual(all);
    expect(await listTenants(staff, { search: "\u0000\ud800" })).toMatchObject({
      refusal: { code: "invalid_input", fields: [{ field: "search", rule: "impossible_text" }] },
    });
    expect(await filtered({ plan: "no such plan" })).toEqual([]);
  });
});

describe("order", () => {
  test.each([
    ["mau", "desc", ["Failed", "Over", "Full", "Near"]],
    ["share", "desc", ["Over", "Full", "Near"]],
    ["ends", "desc", ["Full"]],
    ["license", "desc", ["Failed"]],
  ] as const)("by %s, %s, what has none comes last", async (column, direction, first) => {
    expect((await names({ sort: { column, direction } })).slice(0, first.length)).toEqual(first);
  });

  test("by name backwards is the same list from its end", async () => {
    const sort = (direction: "asc" | "desc") => names({ sort: { column: "name", direction } });
    expect(await sort("desc")).toEqual((await sort("asc")).reverse());
  });
});

describe("search", () => {
  const found = async (search: string) =>
    (await ask({ search })).map(({ name, found }) => [name, found?.by ?? "name"]);
  test.each([
    ["over", "Over", "name"],
    ["エデ食", "カエデ食品", "name"],
    ["ｶｴﾃﾞ　食 品", "カエデ食品", "name"],
    ["かえで食", "カエデ食品", "name"],
    ["ＯＶＥＲ", "Over", "name"],
    ["Ｋａｅｄｅー００４２", "カエデ食品", "invoice"],
    ["0042", "カエデ食品", "invoice"],
    ["rin@kaede.example", "カエデ食品", "member"],
    ["keiri@", "カエデ食品", "payer"],
    ["kaede-0042", "カエデ食品", "invoice"],
    ["in_kaede", "カエデ食品", "invoice"],
    ["cus_kaede", "カエデ食品", "customer"],
    ["sub_failed", "Failed", "subscription"],
    ["100% _wild\\", "100% _wild\\", "name"],
  ])("%s finds %s by %s, in the list and in ⌘K", async (words, name, by) => {
    expect(await found(words)).toEqual([[name, by]]);
    const quick = await findTenants(staff, { words });
    expect(quick).toMatchObject({ ok: true, value: [{ name, by }] });
  });

  test("an invoice's number is found from its beginning or end, whole ids only whole", async () => {
    expect(await found("KAEDE-00")).toEqual([["カエデ食品", "invoice"]]);
    expect(await found("E-004")).toEqual([]);
    expect(await found("cus_kae")).toEqual([]);
    expect(await found("%")).toEqual([["100% _wild\\", "name"]]);
  });

  test("⌘K puts the exact hit first and answers nothing to nothing", async () => {
    const quick = await findTenants(staff, { words: "full" });
    expect(quick).toMatchObject({ ok: true, value: [{ name: "Full", text: "Full" }] });
    expect(await findTenants(staff, { words: "  " })).toEqual({ ok: true, value: [] });
  });
});

test("the count of active users is of the month where the tenant is", async () => {
  await acrossTenants((tx) =>
    tx.execute(sql`insert into mau_counts (tenant_id, month, users)
      select id, '2026-12', 7 from tenants where name = 'Last'`),
  );
  // In Tokyo, where the tenant is, December has begun; in UTC it has not.
  const late = { ...staff, now: new Date("2026-11-30T16:00:00Z") };
  const answer = await listTenants(late, { search: "Last" });
  expect(answer).toMatchObject({ ok: true, value: { rows: [{ mau: 7 }] } });
});

test("the file holds all that the filters leave, in the list's order", async () => {
  const input: TenantListInput = { filters: { plan: "small" }, sort: { column: "mau", direction: "desc" } };
  const answer = await exportTenants(staff, { ...input, page: 9 });
  if (!answer.ok) throw new Error(answer.refusal.code);
  const rows: TenantRow[] = [];
  for await (const batch of answer.value) rows.push(...batch);
  expect(rows).toEqual(await ask(input));
});
