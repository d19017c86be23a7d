import { describe, expect, test } from "vitest";
import { blank } from "@/lib/domain/catalog/blank";
import type { Component } from "@/lib/domain/catalog/component";
import { tenantPrices } from "@/lib/features/billing/dashboard/tenant-prices";
import { archiveTaxRate } from "@/lib/features/catalog/tax-rates/archive-tax-rate";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { recordAuthentications } from "@/lib/features/usage/mau/record-authentications";
import {
  asKey,
  asSystem,
  asUser,
  holdPlan,
  makePlan,
  makeTenant,
  makeUser,
  testNow,
} from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { pricesOnSale } from "./prices-on-sale";

useDatabase();

const base = (month: string): Component => ({ ...blank.base(), amountMinor: { month, year: null } });

async function value<T>(result: Promise<{ ok: true; value: T } | { ok: false; refusal: { code: string } }>) {
  const answered = await result;
  if (!answered.ok) throw new Error(answered.refusal.code);
  return answered.value;
}

describe("what a tenant is shown", () => {
  test("are the plans on sale in its currency, with its own in the version that it holds", async () => {
    const { id, ownerId } = await makeTenant();
    const held = await makePlan({ key: "pro", rank: 1, components: [base("5000")] });
    await makePlan({ key: "pro", rank: 1, components: [base("9000")] });
    await makePlan({ key: "dollars", rank: 2, currency: "USD", components: [base("4900")] });
    await holdPlan(id, held, "month");
    const prices = await value(tenantPrices(asUser(ownerId), id, {}));
    expect(prices.plans.map(({ planKey }) => planKey)).toEqual(["free", "pro"]);
    expect(prices.plans[1]).toMatchObject({ version: 1, definition: { components: [base("5000")] } });
    expect(prices).toMatchObject({
      currency: "JPY",
      present: { planKey: "pro", interval: "month" },
      mayChoose: true,
    });
  });

  test("begins at what it uses this month in its own time zone", async () => {
    const { id, ownerId } = await makeTenant();
    const authentications = ["a", "b", "a"].map((userId) => ({ userId, at: testNow }));
    await value(recordAuthentications(asKey(["ingest"]), id, { authentications }));
    const prices = await value(tenantPrices(asUser(ownerId), id, {}));
    expect(prices.use).toEqual({ registeredRps: 0, registeredUsers: 0, monthlyActiveUsers: 2 });
  });

  test("is nothing for a stranger, and no choice where sales look after the license", async () => {
    const { id, ownerId } = await makeTenant({ salesModel: "sales_led" });
    expect((await value(tenantPrices(asUser(ownerId), id, {}))).mayChoose).toBe(false);
    const stranger = await makeUser();
    expect(await tenantPrices(asUser(stranger), id, {})).toMatchObject({ refusal: { code: "not_found" } });
    const sales = await makeUser("sales");
    expect((await value(tenantPrices(asUser(sales, "sales"), id, {}))).mayChoose).toBe(false);
  });
});

describe("what sales are shown", () => {
  test("is everything on sale in its newest version, and every tax that can be chosen", async () => {
    await makePlan({ key: "euro", rank: 9, currency: "EUR", components: [base("5000")] });
    await makePlan({ key: "euro", rank: 9, currency: "EUR", components: [base("9000")] });
    const words = { displayName: { en: "Consumption tax", ja: "消費税" } };
    await value(createTaxRate(asSystem(), { key: "jp10", percent: "10", inclusive: false, ...words }));
    const old = await value(
      createTaxRate(asSystem(), { key: "jp5", percent: "5", inclusive: false, ...words }),
    );
    await value(archiveTaxRate(asSystem(), { id: old.id }));

    const sales = await makeUser("sales");
    const prices = await value(pricesOnSale(asUser(sales, "sales"), {}));
    expect(prices.plans.at(-1)).toMatchObject({ planKey: "euro", version: 2 });
    expect(prices.taxes).toMatchObject([
      { key: "jp10", name: words.displayName, percent: "10", inclusive: false, components: null },
    ]);
  });

  test("is for staff and the SaaS's own servers only", async () => {
    const { ownerId } = await makeTenant();
    expect(await pricesOnSale(asUser(ownerId), {})).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await pricesOnSale(asKey(["ingest"]), {})).toMatchObject({ refusal: { code: "forbidden" } });
    expect((await pricesOnSale(asKey(["read"]), {})).ok).toBe(true);
  });
});
