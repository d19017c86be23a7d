import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { licenses } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { blank } from "@/lib/domain/catalog/blank";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { setDefaultTaxRate } from "@/lib/features/catalog/tax-rates/set-default-tax-rate";
import { saveTaxSettings } from "@/lib/features/catalog/tax-rates/tax-settings";
import { saveQuoteDraft } from "@/lib/features/console/quotes/drafting/save-quote-draft";
import { setTaxExemption } from "@/lib/features/payers/tax/set-tax-exemption";
import { asSystem, holdPlan, makePlan } from "@/tests/support/factories";
import { draftFor, makeSalesLedTenant, valueFrom } from "@/tests/support/quotes";
import { useDatabase } from "@/tests/support/use-database";
import { startQuote } from "./start-quote";

useDatabase();

const rate = async (key: string, percent: string, en: string, ja: string) =>
  (
    await valueFrom(
      createTaxRate(asSystem(), { key, percent, inclusive: false, displayName: { en, ja }, country: "JP" }),
    )
  ).id;

beforeAll(async () => {
  const taxRateId = await rate("jct-10", "10", "Consumption tax", "消費税");
  await valueFrom(
    setDefaultTaxRate(asSystem(), { country: "JP", category: "standard", from: "2019-10-01", taxRateId }),
  );
  await valueFrom(saveTaxSettings(asSystem(), { sellerCountry: "JP" }));
});

test("a new quote begins with what the tenant holds and the taxes of its country", async () => {
  const { tenantId, rep } = await makeSalesLedTenant();
  expect(await valueFrom(startQuote(rep, tenantId, {}))).toMatchObject({ held: null, taxKeys: ["jct-10"] });

  const seats = {
    ...blank.seats(),
    name: { en: "Seats", ja: "席" },
    unitAmountMinor: { month: "900", year: "9000" },
  };
  await holdPlan(tenantId, await makePlan({ key: "team", rank: 7, components: [seats] }), "year");
  await acrossTenants((tx) =>
    tx
      .update(licenses)
      .set({ seats: 12, addons: { phone: "1" } })
      .where(eq(licenses.tenantId, tenantId)),
  );
  expect(await valueFrom(startQuote(rep, tenantId, {}))).toMatchObject({
    held: { planKey: "team", interval: "year", seats: 12, addons: { phone: "1" } },
    taxKeys: ["jct-10"],
  });

  await valueFrom(
    setTaxExemption(asSystem(), tenantId, { from: "2026-12-01", isExempt: true, reason: "Embassy" }),
  );
  expect((await valueFrom(startQuote(rep, tenantId, {}))).taxKeys).toEqual([]);
});

test("two consumption taxes are refused by field, with both names", async () => {
  const { tenantId, rep } = await makeSalesLedTenant();
  await rate("jct-5", "5", "Consumption tax (old)", "消費税（旧）");
  expect(await saveQuoteDraft(rep, tenantId, draftFor({ taxKeys: ["jct-10", "jct-5"] }))).toMatchObject({
    refusal: {
      code: "invalid_input",
      fields: [
        {
          field: "taxKeys.1",
          rule: "taxes_of_one_country",
          params: { country: "JP", other: "jct-10", name: "jct-5" },
        },
      ],
    },
  });
  await valueFrom(saveQuoteDraft(rep, tenantId, draftFor({ taxKeys: ["jct-10"] })));
});
