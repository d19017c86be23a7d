import { afterAll, beforeAll, expect, test } from "vitest";
import { termsOf } from "@/components/catalog/pricing/estimate-link";
import { estimate } from "@/lib/domain/pricing/estimate";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { tenantPrices } from "@/lib/features/billing/dashboard/tenant-prices";
import { saveTaxSettings } from "@/lib/features/catalog/tax-rates/tax-settings";
import { setTaxExemption } from "@/lib/features/payers/tax/set-tax-exemption";
import { taxTreatmentText } from "@/lib/i18n/promise/tax-treatment-text";
import { Buyer, value } from "../support/buyer";
import { chargeFrom, publishPress, saysCountry } from "../support/tax";
import { createWorld, type World } from "../support/world";

/* What the price page shows to a tenant: its own taxes as lines, rounded down as the catalog says. */
let world: World;
beforeAll(async () => {
  world = await createWorld(new Date("2026-11-16T03:00:05Z"));
  value(await saveTaxSettings(await world.asSystem(), { rounding: "down" }));
  await publishPress(world);
  await chargeFrom(world, "2019-10-01", { percent: "10" });
  await chargeFrom(world, "2019-10-01", { percent: "8", category: "reduced" });
});
afterAll(() => world?.close());

async function shownTo(buyer: Buyer, taxKeys: string[] = []) {
  const prices = value(await tenantPrices(await buyer.ctx(), buyer.tenantId, {}));
  const plan = prices.plans.find(({ planKey }) => planKey === "press");
  if (!plan) throw new Error("Press is sold");
  const { monthly } = estimate({
    definition: plan.definition,
    interval: "month",
    quantities: { ...nothingUsed, addons: { journal: "1" } },
    terms: termsOf({ discount: null, taxKeys }, prices, "JPY"),
  });
  const taxes = monthly.taxes.map(({ percent, amountMinor }) => [percent, Number(amountMinor)]);
  return { total: Number(monthly.totalMinor), taxes, why: taxTreatmentText(prices.ownTax, "JPY", "en") };
}

test("a tenant sees the taxes of its country as lines, and the total of the renewal", async () => {
  const buyer = await Buyer.withCard(world);
  // Neither the payer nor the seller has said a country.
  expect(await shownTo(buyer)).toEqual({ total: 2008, taxes: [], why: null });
  await saysCountry(buyer, "JP");
  // 10 % of 1,005 is 100.5 → 100; 8 % of 1,003 is 80.24 → 80.
  const shown = await shownTo(buyer);
  expect(shown).toEqual({
    total: 2188,
    taxes: [
      ["10", 100],
      ["8", 80],
    ],
    why: null,
  });
  const preview = await buyer.preview("press", "month", { addons: { journal: "1" } });
  expect(preview.next?.totalMinor).toBe(String(shown.total));
  // A link from sales says which taxes it means: 10 % of 2,008.
  expect(await shownTo(buyer, ["jp-10"])).toMatchObject({ total: 2208, taxes: [["10", 200]] });
});

test("a tenant that pays no tax sees why", async () => {
  const buyer = await Buyer.withCard(world);
  await saysCountry(buyer, "JP");
  const exemption = { from: "2026-11-16", isExempt: true, reason: "Embassy" };
  value(await setTaxExemption(await world.asSystem(), buyer.tenantId, exemption));
  const { total, taxes, why } = await shownTo(buyer);
  expect([total, taxes]).toEqual([2008, []]);
  expect(why).toMatch(/Embassy/);
});
