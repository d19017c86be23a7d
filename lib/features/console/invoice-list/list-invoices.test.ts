import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { charges, orders, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { asUser, makeTenant, makeUser, type TestTenant, testNow } from "@/tests/support/factories";
import { inDays, recordInvoiceOf } from "@/tests/support/invoices";
import { useDatabase } from "@/tests/support/use-database";
import { exportInvoices } from "./export-invoices";
import { listInvoices } from "./list-invoices";

useDatabase();

const tax = (percent: string, inclusive: boolean) => ({
  percent,
  inclusive,
  amountMinor: "40",
  taxableMinor: "500",
});

let reader: Context;
let repId: Id<"user">;
let acme: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  reader = asUser(await makeUser("support"), "support");
  repId = await makeUser("sales");
  acme = await makeTenant();
  other = await makeTenant({ timeZone: "America/New_York" });
  await acrossTenants(async (tx) => {
    await tx.update(tenants).set({ name: "Acme 100%", salesRepId: repId }).where(eq(tenants.id, acme.id));
    await tx.update(tenants).set({ name: "Other" }).where(eq(tenants.id, other.id));
  });
  const date = (at: Date) => ({ createdAt: at, finalizedAt: at });
  await recordInvoiceOf(acme.id, 5000n, {
    number: "ACME-0001",
    taxes: [tax("8", true), tax("10", false), tax("8", false)],
    dueAt: inDays(-1),
    ...date(inDays(-31)),
  });
  await recordInvoiceOf(acme.id, 7000n, { number: "ACME-0002", dueAt: inDays(-40), ...date(inDays(-70)) });
  await recordInvoiceOf(acme.id, 900n, { number: "ACME-0003", dueAt: inDays(-61), ...date(inDays(-91)) });
  await recordInvoiceOf(acme.id, 300n, { number: "ACME-0004", status: "paid", ...date(inDays(-2)) });
  await recordInvoiceOf(acme.id, 100n, { number: "ACME-0005", status: "void", ...date(inDays(-3)) });
  await recordInvoiceOf(other.id, 12345n, { number: "OTH-0001", currency: "USD", ...date(inDays(-1)) });
  // Charged to a card: due at once, and late from the first refusal on.
  await recordInvoiceOf(other.id, 2000n, {
    number: "OTH-0002",
    currency: "USD",
    isSent: false,
    dueAt: null,
    attempts: 2,
    nextAttemptAt: inDays(1),
    ...date(inDays(-4)),
  });
});

type Asked = Parameters<typeof listInvoices>[1];
async function look(asked: Asked, ctx = reader) {
  const result = await listInvoices(ctx, asked);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}
const numbers = async (filters: Record<string, string>, search = "", ctx = reader) =>
  (await look({ filters, search }, ctx)).rows.map(({ number }) => number);

test("all tenants' invoices, newest first, with what is late and by how much", async () => {
  const { rows, total, currencies } = await look({});
  expect(total).toBe(7);
  expect(currencies).toEqual(["JPY", "USD"]);
  expect(rows.map(({ number, state, daysLate }) => [number, state, daysLate])).toEqual([
    ["OTH-0001", "open", null],
    ["ACME-0004", "paid", null],
    ["ACME-0005", "void", null],
    ["OTH-0002", "overdue", 4],
    ["ACME-0001", "overdue", 1],
    ["ACME-0002", "overdue", 40],
    ["ACME-0003", "overdue", 61],
  ]);
  expect(rows[3]).toMatchObject({ attempts: 2, nextAttemptAt: inDays(1).toISOString(), openMinor: "2000" });
  expect(rows[1]).toMatchObject({ openMinor: "0", nextAttemptAt: null });
});

test("totals by currency: void ones were not invoiced, and what is open is grouped by how late it is", async () => {
  const { totals } = await look({});
  expect(totals).toEqual([
    {
      currency: "JPY",
      invoices: 5,
      invoicedMinor: "13200",
      paidMinor: "300",
      creditedMinor: "0",
      openMinor: "12900",
      ageing: { not_due: "0", to_30: "5000", to_60: "7000", over_60: "900" },
    },
    {
      currency: "USD",
      invoices: 2,
      invoicedMinor: "14345",
      paidMinor: "0",
      creditedMinor: "0",
      openMinor: "14345",
      ageing: { not_due: "12345", to_30: "2000", to_60: "0", over_60: "0" },
    },
  ]);
});

test.each([
  [{ state: "overdue", currency: "JPY" }, ["ACME-0001", "ACME-0002", "ACME-0003"]],
  [{ state: "open" }, ["OTH-0001"]],
  [{ ageing: "not_due" }, ["OTH-0001"]],
  [{ ageing: "to_30" }, ["OTH-0002", "ACME-0001"]],
  [{ ageing: "to_60" }, ["ACME-0002"]],
  [{ ageing: "over_60" }, ["ACME-0003"]],
  [{ rep: "none" }, ["OTH-0001", "OTH-0002"]],
  // Of the amount in the invoice's own currency: $123.45, and ¥5,000 to ¥7,000.
  [{ amount: "123.45" }, ["OTH-0001"]],
  [{ amount: "5000-7000" }, ["ACME-0001", "ACME-0002"]],
  [{ amount: "-20", currency: "USD" }, ["OTH-0002"]],
  [{ month: "2026-10" }, ["ACME-0001"]],
] as const)("filter %j", async (filters, expected) => {
  expect(await numbers(filters)).toEqual(expected);
});

test("a rep finds their own, and a tenant is found by its slug", async () => {
  expect(await numbers({ rep: "mine", ageing: "to_60" }, "", asUser(repId, "sales"))).toEqual(["ACME-0002"]);
  expect(await numbers({ tenant: other.slug })).toEqual(["OTH-0001", "OTH-0002"]);
});

test.each([
  ["acme-0002", ["ACME-0002"]],
  ["0002", ["OTH-0002", "ACME-0002"]],
  ["ＡＣＭＥ－０００２", ["ACME-0002"]],
  ["oth-", ["OTH-0001", "OTH-0002"]],
  ["_", []],
  ["100%", ["ACME-0004", "ACME-0005", "ACME-0001", "ACME-0002", "ACME-0003"]],
])("search %s: by the beginning or end of a number, or the tenant's name", async (search, expected) => {
  const found = await numbers({}, search);
  expect(found).toEqual(expected);
});

test("the month is that of the tenant's zone", async () => {
  // 1 December 01:00 in Tokyo is still November in New York.
  const at = new Date("2026-11-30T16:00:00Z");
  const make = (tenantId: Id<"tenant">, number: string) =>
    recordInvoiceOf(tenantId, 1n, { number, createdAt: at, finalizedAt: at, status: "void" });
  await make(acme.id, "AT-TOKYO");
  await make(other.id, "AT-NEWYORK");
  expect(await numbers({ month: "2026-12" })).toEqual(["AT-TOKYO"]);
  expect(await numbers({ month: "2026-11", state: "void" })).toEqual(["AT-NEWYORK", "ACME-0005"]);
});

test("the invoice of an order that is being paid is no debt", async () => {
  const { id, slug, ownerId } = await makeTenant();
  const chargeId = "chg_00000001";
  const planVersionId = "pv_00000000";
  const stripeInvoiceId = await recordInvoiceOf(id, 100n, { isSent: false, dueAt: null, attempts: 1 });
  await acrossTenants(async (tx) => {
    await tx.insert(charges).values({
      tenantId: id,
      id: chargeId,
      kind: "order",
      state: "open",
      promise: {} as never,
      currency: "JPY",
      totalMinor: 100n,
      openMinor: 100n,
      stripeInvoiceId,
      createdAt: testNow,
    });
    await tx.insert(orders).values({
      tenantId: id,
      id: "ord_00000001",
      kind: "purchase",
      state: "awaiting_payment",
      planVersionId,
      fromPlanVersionId: planVersionId,
      interval: "month",
      seats: 0,
      addons: {},
      mode: "prorated",
      isPayerPresent: true,
      digest: "",
      orderedBy: ownerId,
      chargeId,
      createdAt: testNow,
    });
  });
  const shown = async () => (await look({ filters: { tenant: slug } })).rows[0];
  expect(await shown()).toMatchObject({ state: "open", openMinor: "0" });
  await acrossTenants((tx) => tx.update(orders).set({ closedAt: testNow }).where(eq(orders.tenantId, id)));
  expect(await shown()).toMatchObject({ state: "overdue", openMinor: "100" });
});

test("filters that make no sense are named, and no file is made of them", async () => {
  const filters = { state: "lost", month: "2026-13", color: "red" };
  const { ignored, total } = await look({ filters });
  expect(ignored).toEqual(["state", "month", "color"]);
  expect(total).toBeGreaterThan(6);
  expect(await exportInvoices(reader, { filters })).toMatchObject({
    ok: false,
    refusal: { code: "invalid_input" },
  });
});

test("a file has all that the filters leave, in the list's order", async () => {
  const result = await exportInvoices(reader, {
    filters: { state: "overdue" },
    sort: { column: "total", direction: "desc" },
  });
  if (!result.ok) throw new Error(result.refusal.code);
  const found: (string | null)[] = [];
  for await (const rows of result.value.batches) found.push(...rows.map(({ number }) => number));
  expect(found.slice(0, 3)).toEqual(["ACME-0002", "ACME-0001", "ACME-0003"]);
  expect(found.at(-1)).toBe("OTH-0002");
  // Each rate that any of them has is a column.
  expect(result.value.rates).toEqual([
    { percent: "10", inclusive: false },
    { percent: "8", inclusive: false },
    { percent: "8", inclusive: true },
  ]);
});
