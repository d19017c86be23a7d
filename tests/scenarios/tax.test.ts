import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TaxCategory } from "@/lib/domain/catalog/component";
import type { ReverseChargeRuling } from "@/lib/domain/tax/reverse-charge";
import { setDefaultTaxRate } from "@/lib/features/catalog/tax-rates/set-default-tax-rate";
import { saveTaxSettings } from "@/lib/features/catalog/tax-rates/tax-settings";
import { readTaxTreatment } from "@/lib/features/payers/tax/read-tax-treatment";
import { setReverseCharge } from "@/lib/features/payers/tax/set-reverse-charge";
import { setTaxExemption } from "@/lib/features/payers/tax/set-tax-exemption";
import { Buyer, value } from "../support/buyer";
import { chargeFrom, invoicesOf, publishPress, saysCountry } from "../support/tax";
import { createWorld, type World } from "../support/world";

/*
 * Tax on licenses that tenants buy themselves, on a moving clock. The calculation of every amount is beside its
 * assertion; tax is rounded down. Each is compared with what was shown and with the invoice at Stripe.
 */
const at = (text: string) => new Date(text);
/** Noon of a day in Tokyo. */
const noon = (day: string) => at(`${day}T03:00:05Z`);

let world: World;
let reader: Buyer;
let yearly: Buyer;
const fromJapan = async () => {
  const buyer = await Buyer.withCard(world);
  await saysCountry(buyer, "JP");
  return buyer;
};
const lastOf = async (buyer: Buyer) => (await invoicesOf(buyer)).at(-1);
const exempt = async (buyer: Buyer, from: string, reason = "Embassy") =>
  value(await setTaxExemption(await world.asSystem(), buyer.tenantId, { from, isExempt: true, reason }));

beforeAll(async () => {
  world = await createWorld(at("2026-11-15T09:00:00Z"));
  value(await saveTaxSettings(await world.asSystem(), { rounding: "down" }));
  await publishPress(world);
  await chargeFrom(world, "2019-10-01", { percent: "10" });
  await chargeFrom(world, "2019-10-01", { percent: "8", category: "reduced" });
  reader = await fromJapan();
  yearly = await fromJapan();
  await world.advanceTo(noon("2026-11-16"));
});
afterAll(() => world?.close());

describe("10 % and 8 % on one invoice", () => {
  test("a purchase in the middle of the month", async () => {
    const preview = await reader.preview("press", "month", { addons: { journal: "1" } });
    // 15 of 30 days: 1,005 ÷ 2 = 502.5 → 503, and 10 % 50.3 → 50; 1,003 ÷ 2 = 501.5 → 502, and 8 % 40.16 → 40.
    expect(preview.promise).toMatchObject({ subtotalMinor: "1005", totalMinor: "1095", dueNowMinor: "1095" });
    expect(preview.promise?.taxes.map(({ percent, amountMinor }) => [percent, amountMinor])).toEqual([
      ["10", "50"],
      ["8", "40"],
    ]);
    await reader.change("press", "month", { addons: { journal: "1" } });
    expect(await invoicesOf(reader)).toEqual([
      { total: 1095, taxes: { 10: 50, 8: 40 }, status: "paid", footer: null },
    ]);
    expect(await reader.charges()).toEqual([1095]);
  });

  test("a yearly license, whose tax is that of its first day", async () => {
    await yearly.change("starter", "year");
    // 50,000 and 10 %.
    expect(await lastOf(yearly)).toMatchObject({ total: 55_000, taxes: { 10: 5000 } });
  });

  test("next month's renewal is the draft of the subscription with tax amounts", async () => {
    await world.advanceTo(noon("2026-12-01"));
    // 10 % of 1,005 is 100.5 → 100; 8 % of 1,003 is 80.24 → 80; 2,008 + 180.
    expect(await lastOf(reader)).toMatchObject({ total: 2188, taxes: { 10: 100, 8: 80 }, status: "paid" });
    expect(await reader.charges()).toEqual([1095, 2188]);
  });
});

describe("a rate that changes on the 1st of a month", () => {
  test("stands in the next charge as soon as it is planned", async () => {
    await chargeFrom(world, "2027-01-01", { percent: "12" });
    const preview = await reader.preview("starter");
    // Less, so it would begin on 1 January: 5,000 and 12 %.
    expect(preview.next).toMatchObject({ on: "2027-01-01", totalMinor: "5600" });
  });

  test("is on the renewal of that day", async () => {
    await world.advanceTo(noon("2027-01-01"));
    // 12 % of 1,005 is 120.6 → 120; 8 % stays 80; 2,008 + 200.
    expect(await lastOf(reader)).toMatchObject({ total: 2208, taxes: { 12: 120, 8: 80 } });
  });

  test("charges nothing of a year that is paid, and gives its days back at the rate of then", async () => {
    expect(await invoicesOf(yearly)).toHaveLength(1);
    await world.advanceTo(noon("2027-01-12"));
    const preview = await yearly.preview("business", "year");
    // 308 of 365 days: −50,000 × 308/365 = −42,191.78 → −42,192, and 10 % −4,219.2 → −4,219;
    // 120,000 × 308/365 = 101,260.27 → 101,260, and 12 % 12,151.2 → 12,151. In all 67,000.
    expect(preview.promise).toMatchObject({ totalMinor: "67000" });
    await yearly.change("business", "year");
    expect(await lastOf(yearly)).toMatchObject({ total: 67_000, taxes: { 10: -4219, 12: 12_151 } });
    expect(await yearly.charges()).toEqual([55_000, 67_000]);
  });
});

describe("a rate that changes in the middle of a month", () => {
  test("is on what is bought from that day on, and leaves the month that is paid", async () => {
    await chargeFrom(world, "2027-01-20", { percent: "15" });
    await world.advanceTo(noon("2027-01-19"));
    const buyer = await fromJapan();
    await buyer.change("starter");
    // 13 of 31 days: 5,000 × 13/31 = 2,096.77 → 2,097; 12 % is 251.64 → 251.
    expect(await lastOf(buyer)).toMatchObject({ total: 2348, taxes: { 12: 251 } });
    await world.advanceTo(noon("2027-01-20"));
    expect(await invoicesOf(buyer)).toHaveLength(1);
    await buyer.change("business");
    // 12 of 13 days of 2,097 are 1,935.69 → −1,936, and 12 % −232.32 → −232;
    // 12,000 × 12/31 = 4,645.16 → 4,645, and 15 % 696.75 → 696. In all 3,173.
    expect(await lastOf(buyer)).toMatchObject({ total: 3173, taxes: { 12: -232, 15: 696 } });
    await world.advanceTo(noon("2027-02-01"));
    // 12,000 and 15 %.
    expect(await lastOf(buyer)).toMatchObject({ total: 13_800, taxes: { 15: 1800 } });
  });
});

describe("an exemption from a day on", () => {
  let buyer: Buyer;
  test("leaves what was paid before, and says why on the invoice of a renewal", async () => {
    buyer = await fromJapan();
    await buyer.change("starter");
    // All of February: 5,000 and 15 %.
    expect(await lastOf(buyer)).toMatchObject({ total: 5750, taxes: { 15: 750 } });
    await exempt(reader, "2027-03-01");
    await exempt(buyer, "2027-02-15");
  });

  test("beside days that are given back with the tax of then", async () => {
    await world.advanceTo(noon("2027-02-20"));
    const preview = await buyer.preview("business");
    // 9 of 28 days: −5,000 × 9/28 = −1,607.14 → −1,607, and 15 % −241.05 → −241; 12,000 × 9/28 = 3,857.14 → 3,857.
    expect(preview.promise).toMatchObject({ treatment: "exempt", reason: "Embassy", totalMinor: "2009" });
    await buyer.change("business");
    expect(await lastOf(buyer)).toMatchObject({
      total: 2009,
      taxes: { 15: -241 },
      footer: "Tax exempt: Embassy",
    });
  });

  test("a renewal has no tax and says why", async () => {
    await world.advanceTo(noon("2027-03-01"));
    expect(await lastOf(reader)).toMatchObject({ total: 2008, taxes: {}, footer: "Tax exempt: Embassy" });
    expect(await lastOf(buyer)).toMatchObject({ total: 12_000, taxes: {} });
  });

  test("a day that is over is refused, and so is an exemption without a reason", async () => {
    const set = async (input: { from: string; reason: string }) =>
      setTaxExemption(await world.asSystem(), buyer.tenantId, { ...input, isExempt: true });
    expect(await set({ from: "2027-02-28", reason: "Embassy" })).toMatchObject({
      refusal: { fields: [{ field: "from", rule: "day_is_over" }] },
    });
    expect(await set({ from: "2027-03-01", reason: " " })).toMatchObject({
      refusal: { fields: [{ field: "reason", rule: "required" }] },
    });
  });
});

test("a payer of another member state accounts for the tax itself, and the invoice says so", async () => {
  value(await saveTaxSettings(await world.asSystem(), { sellerCountry: "FR" }));
  await chargeFrom(world, "2027-03-01", { percent: "19", country: "DE" });
  await chargeFrom(world, "2027-03-01", { percent: "20", country: "FR" });
  const [nowhere, german, business] = [
    await Buyer.withCard(world),
    await Buyer.withCard(world),
    await Buyer.withCard(world),
  ];
  await saysCountry(german, "DE");
  await saysCountry(business, "DE", [{ type: "eu_vat", value: "DE123456789" }]);
  for (const buyer of [nowhere, german, business]) await buyer.change("starter");
  // All of March: 5,000, with the seller's 20 %, Germany's 19 %, and none.
  expect(await lastOf(nowhere)).toMatchObject({ total: 6000, taxes: { 20: 1000 }, footer: null });
  expect(await lastOf(german)).toMatchObject({ total: 5950, taxes: { 19: 950 } });
  expect(await lastOf(business)).toMatchObject({
    total: 5000,
    taxes: {},
    footer: expect.stringContaining("Reverse charge"),
  });

  // Staff know better than the number: it is not valid any more, and the other payer has one that cannot be entered.
  const say = async (buyer: Buyer, ruling: ReverseChargeRuling, reason = "Checked in VIES") =>
    setReverseCharge(await world.asSystem(), buyer.tenantId, { from: "2027-03-01", ruling, reason });
  value(await say(business, "does_not_apply"));
  value(await say(german, "applies"));
  for (const buyer of [german, business]) await buyer.change("business");
  // 12,000 and 19 %, less 5,000 that had no tax; 12,000 without tax, less 5,000 and their 19 %.
  expect(await lastOf(business)).toMatchObject({ total: 9280, taxes: { 19: 2280 }, footer: null });
  expect(await lastOf(german)).toMatchObject({
    total: 6050,
    footer: expect.stringContaining("Reverse charge"),
  });
  expect(await say(german, "applies", " ")).toMatchObject({
    refusal: { fields: [{ field: "reason", rule: "required" }] },
  });
  value(await say(german, "by_number"));
  expect(value(await readTaxTreatment(await world.asSystem(), german.tenantId, {})).now.treatment).toBe(
    "taxed",
  );
});

test("prices that contain tax cost what they say, and the tax stands inside", async () => {
  const system = await world.asSystem();
  // Somewhere it is still 28 February.
  const end = async (country: string, category: TaxCategory) =>
    value(await setDefaultTaxRate(system, { country, category, from: "2027-02-28", taxRateId: null }));
  for (const country of ["JP", "DE", "FR"]) await end(country, "standard");
  expect(await saveTaxSettings(system, { pricesIncludeTax: true })).toMatchObject({
    refusal: { fields: [{ field: "pricesIncludeTax", rule: "default_rates_differ" }] },
  });
  await end("JP", "reduced");
  value(await saveTaxSettings(system, { pricesIncludeTax: true, sellerCountry: "JP" }));
  await chargeFrom(world, "2027-03-01", { percent: "10", inclusive: true });
  await chargeFrom(world, "2027-03-01", { percent: "8", inclusive: true, category: "reduced" });
  const buyer = await fromJapan();
  await world.advanceTo(noon("2027-03-16"));
  await buyer.change("press", "month", { addons: { journal: "1" } });
  // 16 of 31 days: 1,005 → 518.71 → 519, of which 519 × 10/110 = 47.18 → 47; 1,003 → 517.68 → 518, of which
  // 518 × 8/108 = 38.37 → 38.
  expect(await lastOf(buyer)).toMatchObject({
    total: 1037,
    taxes: { "10 contained": 47, "8 contained": 38 },
  });
  await world.advanceTo(noon("2027-04-01"));
  // 1,005 × 10/110 = 91.36 → 91; 1,003 × 8/108 = 74.30 → 74.
  expect(await lastOf(buyer)).toMatchObject({
    total: 2008,
    taxes: { "10 contained": 91, "8 contained": 74 },
  });
});
