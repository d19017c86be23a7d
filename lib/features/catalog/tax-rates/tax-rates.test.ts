import { describe, expect, test } from "vitest";
import { asKey, asSystem, asUser, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { archiveTaxRate } from "./archive-tax-rate";
import { createTaxRate } from "./create-tax-rate";
import { listDefaultTaxRates } from "./default-tax-rates";
import { listTaxRates } from "./list-tax-rates";
import { setDefaultTaxRate } from "./set-default-tax-rate";
import { readTaxSettings, saveTaxSettings } from "./tax-settings";
import { updateTaxRate } from "./update-tax-rate";

useDatabase();

const consumption = {
  key: "jp-10",
  displayName: { en: "Consumption tax", ja: "消費税" },
  percent: "10.0",
  inclusive: false,
  country: "JP",
};
const look = async (key: string) => {
  const answer = await listTaxRates(asSystem(), {});
  return answer.ok ? answer.value.find((rate) => rate.key === key) : undefined;
};

test("a rate keeps its percent and inclusion; its words may change", async () => {
  expect(await createTaxRate(asSystem(), consumption)).toMatchObject({ ok: true });
  const { id } = (await look("jp-10")) ?? { id: "" };
  const words = { displayName: { en: "JCT", ja: "消費税" }, country: "JP", jurisdiction: "Japan" };
  expect(await updateTaxRate(asSystem(), { id, ...words })).toMatchObject({ ok: true });
  expect(await updateTaxRate(asSystem(), { id, ...words, percent: "8" } as never)).toMatchObject({
    refusal: { code: "invalid_input", fields: [{ field: "percent", rule: "unknown_field" }] },
  });
  expect(await look("jp-10")).toMatchObject({ ...words, percent: "10", inclusive: false, archivedAt: null });
  expect(await createTaxRate(asSystem(), consumption)).toMatchObject({
    refusal: { fields: [{ field: "key", rule: "key_taken" }] },
  });
});

test("a percent is from 0 to 100 with four decimals at most", async () => {
  const make = (percent: string, index: number) =>
    createTaxRate(asSystem(), { ...consumption, key: `rate-${index}`, percent });
  for (const [index, percent] of ["0", "100", "8.5", "9.9999"].entries())
    expect(await make(percent, index)).toMatchObject({ ok: true });
  for (const [percent, rule] of [
    ["100.0001", "percent"],
    ["-1", "percent"],
    ["ten", "percent"],
    ["", "percent"],
    ["1e1", "percent"],
    ["8.12345", "percent_decimals"],
  ] as const)
    expect(await make(percent, 9)).toMatchObject({ refusal: { fields: [{ field: "percent", rule }] } });
  expect(await look("rate-9")).toBeUndefined();
});

test("a rate is archived and brought back, never deleted", async () => {
  const { id } = (await look("jp-10")) ?? { id: "" };
  for (const archived of [true, true, false]) {
    expect(await archiveTaxRate(asSystem(), { id, archived })).toMatchObject({ ok: true });
    expect((await look("jp-10"))?.archivedAt !== null).toBe(archived);
  }
});

test("prices without tax, half up and no country hold until somebody says otherwise", async () => {
  const read = async () => readTaxSettings(asSystem(), {});
  const usual = { rounding: "half_up", pricesIncludeTax: false, sellerCountry: "" };
  expect(await read()).toEqual({ ok: true, value: usual });
  expect(await saveTaxSettings(asSystem(), { rounding: "down", sellerCountry: "JP" })).toMatchObject({
    ok: true,
  });
  expect(await read()).toEqual({ ok: true, value: { ...usual, rounding: "down", sellerCountry: "JP" } });
  expect(await saveTaxSettings(asSystem(), { each: "line" } as never)).toMatchObject({
    refusal: { fields: [{ field: "each", rule: "unknown_field" }] },
  });
});

describe("the default rate of a country", () => {
  const make = async (key: string, percent: string, more: { inclusive?: boolean; country?: string } = {}) => {
    const answer = await createTaxRate(asSystem(), { ...consumption, key, percent, ...more });
    return answer.ok ? answer.value.id : "";
  };
  const set = (from: string, taxRateId: string | null) =>
    setDefaultTaxRate(asSystem(), { country: "SG", category: "standard", from, taxRateId });
  const held = async () => {
    const answer = await listDefaultTaxRates(asSystem(), {});
    return (answer.ok ? answer.value : [])
      .filter(({ country }) => country === "SG")
      .map(({ from, until, rate }) => [from, until, rate?.percent ?? null]);
  };

  test("begins on a day, and the one before ends the day before", async () => {
    const nine = await make("sg-9", "9", { country: "SG" });
    const ten = await make("sg-10", "10", { country: "SG" });
    expect(await set("2026-01-01", nine)).toMatchObject({ ok: true });
    expect(await set("2027-01-01", ten)).toMatchObject({ ok: true });
    expect(await held()).toEqual([
      ["2026-01-01", "2027-01-01", "9"],
      ["2027-01-01", null, "10"],
    ]);
    // What was planned for later is replaced.
    expect(await set("2026-12-01", ten)).toMatchObject({ ok: true });
    expect(await held()).toEqual([
      ["2026-01-01", "2026-12-01", "9"],
      ["2026-12-01", null, "10"],
    ]);
    expect(await set("2026-11-18", nine)).toMatchObject({
      refusal: { fields: [{ field: "from", rule: "day_is_over" }] },
    });
  });

  test("agrees with the catalog's prices, is of its own country, and is not archived", async () => {
    const refused = (field: string, rule: string) => ({ refusal: { fields: [{ field, rule }] } });
    const inclusive = await make("sg-9-in", "9", { country: "SG", inclusive: true });
    expect(await set("2027-01-01", inclusive)).toMatchObject(refused("taxRateId", "tax_inclusion_differs"));
    expect(await saveTaxSettings(asSystem(), { pricesIncludeTax: true })).toMatchObject(
      refused("pricesIncludeTax", "default_rates_differ"),
    );
    const other = await make("my-8", "8", { country: "MY" });
    expect(await set("2027-01-01", other)).toMatchObject(refused("taxRateId", "rate_of_other_country"));
    await archiveTaxRate(asSystem(), { id: other });
    expect(await set("2027-01-01", other)).toMatchObject(refused("taxRateId", "not_offered"));
    const { id = "", ...ten } = (await look("sg-10")) ?? {};
    expect(await archiveTaxRate(asSystem(), { id })).toMatchObject({ refusal: { code: "rate_is_default" } });
    const words = { displayName: consumption.displayName, country: "MY" };
    expect(await updateTaxRate(asSystem(), { id, ...words })).toMatchObject(
      refused("country", "cannot_change"),
    );
    expect(ten).toMatchObject({ country: "SG", archivedAt: null });
  });

  test("ends on a day, and then the prices may contain tax", async () => {
    expect(await set("2026-11-19", null)).toMatchObject({ ok: true });
    expect(await saveTaxSettings(asSystem(), { pricesIncludeTax: true })).toMatchObject({ ok: true });
    expect(await set("2026-11-20", (await look("sg-9-in"))?.id ?? "")).toMatchObject({ ok: true });
    expect(await saveTaxSettings(asSystem(), { pricesIncludeTax: false })).toMatchObject({ ok: false });
    expect(await set("2026-11-19", null)).toMatchObject({ ok: true });
    expect(await saveTaxSettings(asSystem(), { pricesIncludeTax: false })).toMatchObject({ ok: true });
  });
});

test("staff read them and administrators write them; a managing key defines and renames, and nobody else", async () => {
  const support = asUser(await makeUser("support"), "support");
  const forbidden = { ok: false, refusal: { code: "forbidden" } };
  expect((await listTaxRates(support, {})).ok).toBe(true);
  expect((await readTaxSettings(support, {})).ok).toBe(true);
  for (const ctx of [support, asUser((await makeTenant()).ownerId), asKey(["read"])]) {
    expect(await createTaxRate(ctx, { ...consumption, key: "mine" })).toMatchObject(forbidden);
    expect(
      await updateTaxRate(ctx, { id: "tax_00000000", displayName: consumption.displayName }),
    ).toMatchObject(forbidden);
  }
  const key = asKey(["manage"]);
  expect(await createTaxRate(key, { ...consumption, key: "by-key" })).toMatchObject({ ok: true });
  for (const ctx of [support, asUser((await makeTenant()).ownerId), key]) {
    expect(await archiveTaxRate(ctx, { id: "tax_00000000" })).toMatchObject(forbidden);
    expect(await saveTaxSettings(ctx, { rounding: "down" })).toMatchObject(forbidden);
  }
});
