import { beforeAll, describe, expect, test } from "vitest";
import type { Component } from "@/lib/domain/catalog/component";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { caller } from "@/tests/support/api-caller";
import { asSystem, makeKey, makePlan, makeTenant, type TestTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase();

const api = createApi();
type Caller = ReturnType<typeof caller>;
let manage: Caller;
let read: Caller;
let soldTo: TestTenant;
let buying: TestTenant;

const text = (en: string) => ({ en, ja: `${en}（日本語）` });
const usage = (key: string, more: Partial<Extract<Component, { kind: "usage" }>>): Component => ({
  kind: "usage",
  key,
  name: text(key),
  meter: key,
  unit: text("calls"),
  scale: null,
  included: "0",
  includedPerSeat: "0",
  price: { model: "unlimited" },
  capMinor: null,
  minimumMinor: null,
  ...more,
});
const components: Component[] = [
  { kind: "base", key: "base", name: text("Base"), amountMinor: { month: "5000", year: "50000" } },
  {
    kind: "seats",
    key: "seats",
    name: text("Seats"),
    unitAmountMinor: { month: "900", year: "9000" },
    included: 5,
    minimum: 0,
    maximum: null,
  },
  usage("calls", { included: "100", price: { model: "per_unit", unitAmountMinor: "3", per: "1" } }),
  usage("half", { price: { model: "per_unit", unitAmountMinor: "0.5", per: "1" } }),
];

beforeAll(async () => {
  manage = caller(api, (await makeKey("manage")).secret);
  read = caller(api, (await makeKey("read")).secret);
  soldTo = await makeTenant({ timeZone: "Asia/Tokyo", salesModel: "sales_led" });
  buying = await makeTenant({ timeZone: "Asia/Tokyo" });
  await makePlan({ key: "starter", rank: 1, components });
});

describe("plans on sale", () => {
  test("are plans of menus of units; what units cannot say is told in words", async () => {
    const { body } = await read.get("/api/v1/pricing/plans/starter", { "accept-language": "en" });
    const fixed = { type: "fixed", currency: "JPY", used: true };
    expect(body).toMatchObject({
      id: "starter",
      display_name: "starter",
      pricing_menus: [
        {
          id: "starter.base",
          units: [
            { ...fixed, id: "starter.base.month", recurring_interval: "month", unit_amount: 5000 },
            { ...fixed, id: "starter.base.year", recurring_interval: "year", unit_amount: 50000 },
          ],
        },
        { id: "starter.seats", units: [], description: expect.stringContaining("5 seats") },
        {
          id: "starter.calls",
          units: [
            {
              type: "tiered_usage",
              metering_unit_name: "calls",
              tiers: [
                { up_to: 100, unit_amount: 0, flat_amount: 0, inf: false },
                { up_to: 0, unit_amount: 3, flat_amount: 0, inf: true },
              ],
            },
          ],
        },
        { id: "starter.half", units: [], description: expect.stringContaining("0.5") },
      ],
    });
  });

  test("what is sold by the year only is told by the year", async () => {
    const yearly = components.slice(0, 2).map((component): Component => {
      if (component.kind === "base") return { ...component, amountMinor: { month: null, year: "50000" } };
      return component.kind === "seats"
        ? { ...component, unitAmountMinor: { month: null, year: "9000" } }
        : component;
    });
    await makePlan({ key: "yearly", rank: 9, components: yearly });
    const { body } = await read.get("/api/v1/pricing/menus/yearly.seats", { "accept-language": "en" });
    expect(body).toMatchObject({ units: [], description: expect.stringContaining("9,000") });
  });

  test("are listed, and so are their menus and units; an unknown one is told by its field", async () => {
    expect(await read.get("/api/v1/pricing/plans")).toMatchObject({
      status: 200,
      body: { pricing_plans: [{ id: "free" }, { id: "starter" }, { id: "yearly" }] },
    });
    const { body: menu } = await read.get("/api/v1/pricing/menus/starter.calls");
    expect(menu).toMatchObject({ name: "calls", units: [{ id: "starter.calls.month" }] });
    const { body: units } = await read.get("/api/v1/pricing/units");
    expect((units as { units: { id: string }[] }).units.map(({ id }) => id)).toEqual([
      "starter.base.month",
      "starter.base.year",
      "starter.calls.month",
      "yearly.base.year",
    ]);
    expect(await read.get("/api/v1/pricing/units/nothing")).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining("pricing_unit_id") },
    });
  });
});

describe("a tenant's plan", () => {
  const path = (tenant: TestTenant) => `/api/v1/auth/tenants/${tenant.slug}`;
  const put = (who: Caller, tenant: TestTenant, body: object) =>
    who.send("PUT", `${path(tenant)}/plans`, JSON.stringify(body), { "content-type": "application/json" });

  test("a self-serve tenant is refused by field, an unknown plan and a reading key too", async () => {
    expect(await put(manage, buying, { next_plan_id: "starter" })).toMatchObject({
      status: 409,
      body: { type: "not_sales_led", message: expect.stringContaining("tenant_id") },
    });
    expect(await put(manage, soldTo, { next_plan_id: "nothing" })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("next_plan_id") },
    });
    expect(await put(manage, soldTo, {})).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("next_plan_id") },
    });
    expect(await put(read, soldTo, { next_plan_id: "starter" })).toMatchObject({ status: 403 });
    expect(await read.get(path(soldTo))).toMatchObject({ status: 200, body: { plan_id: "free" } });
  });

  test("a sales-led tenant gets it at its published terms, now or from a day to come", async () => {
    await createTaxRate(asSystem(), {
      key: "jp10",
      percent: "10",
      inclusive: false,
      displayName: text("Consumption tax"),
    });
    const { body: rates } = await read.get("/api/v1/pricing/tax-rates");
    const next_plan_tax_rate_id = (rates as { tax_rates: { id: string }[] }).tax_rates[0]?.id;
    expect(await put(manage, soldTo, { next_plan_id: "starter", next_plan_tax_rate_id })).toEqual(
      expect.objectContaining({ status: 200 }),
    );
    expect((await read.get(path(soldTo))).body).toMatchObject({
      id: soldTo.id,
      plan_id: "starter",
      plan_histories: [{ plan_id: "free" }, { plan_id: "starter", plan_applied_at: expect.any(Number) }],
    });
    await makePlan({ key: "enterprise", rank: 2, components });
    const tomorrow = Math.floor(Date.now() / 1000) + 2 * 86_400;
    const later = { next_plan_id: "enterprise", using_next_plan_from: tomorrow };
    expect(await put(manage, soldTo, later)).toMatchObject({ status: 200 });
    const { body } = await read.get(path(soldTo));
    expect(body).toMatchObject({ plan_id: "starter", next_plan_id: "enterprise" });
    // The day of the tenant: midnight in Tokyo.
    expect((body as { using_next_plan_from: number }).using_next_plan_from % 86_400).toBe(15 * 3_600);
    expect(await put(manage, soldTo, later)).toMatchObject({ status: 409 });
  });
});
