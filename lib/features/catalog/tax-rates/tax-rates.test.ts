import { expect, test } from "vitest";
import { asKey, asSystem, asUser, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { archiveTaxRate } from "./archive-tax-rate";
import { createTaxRate } from "./create-tax-rate";
import { listTaxRates } from "./list-tax-rates";
import { readTaxRounding, saveTaxRounding } from "./tax-rounding";
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

test("rounding is once per rate and half up until somebody says otherwise", async () => {
  const read = async () => readTaxRounding(asSystem(), {});
  expect(await read()).toEqual({ ok: true, value: { each: "rate", rounding: "half_up" } });
  for (const rounding of ["down", "up"] as const) {
    expect((await saveTaxRounding(asSystem(), { each: "line", rounding })).ok).toBe(true);
    expect(await read()).toEqual({ ok: true, value: { each: "line", rounding } });
  }
});

test("staff read them and administrators write them; a managing key defines and renames, and nobody else", async () => {
  const support = asUser(await makeUser("support"), "support");
  const forbidden = { ok: false, refusal: { code: "forbidden" } };
  expect((await listTaxRates(support, {})).ok).toBe(true);
  expect((await readTaxRounding(support, {})).ok).toBe(true);
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
    expect(await saveTaxRounding(ctx, { each: "rate", rounding: "down" })).toMatchObject(forbidden);
  }
});
