import { expect, test } from "vitest";
import { compilePlan } from "@/lib/domain/pricing/compile";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { rate } from "@/lib/domain/pricing/rate";
import { noTerms } from "@/lib/domain/pricing/terms";
import { listPlans } from "@/lib/features/catalog/plans/overview/list-plans";
import { previewPublication } from "@/lib/features/catalog/plans/publication/preview-publication";
import { asSystem } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { seedCatalog, seedDraft } from "./catalog";
import { dollarPlans } from "./dollar-plans";

useDatabase();

test("the demo's catalog passes every rule for people's catalogs, and its draft could be published", async () => {
  await seedCatalog(asSystem());
  await seedDraft(asSystem());
  const listed = await listPlans(asSystem(), {});
  const plans = listed.ok ? listed.value : [];
  expect(plans.filter((plan) => plan.onSale).map((plan) => plan.currency)).toEqual(
    expect.arrayContaining(["JPY", "USD"]),
  );
  expect(plans.filter((plan) => plan.draft)).toMatchObject([
    { key: "marketing", onSale: null, draft: { updatedBy: "Haruka Ono" } },
  ]);
  const preview = await previewPublication(asSystem(), { key: "marketing" });
  expect(preview).toMatchObject({ ok: true, value: { version: 1, problems: [] } });
});

test("the demo's Pro plan makes the invoice of HYBRID-14: $250.10 before tax", () => {
  const pro = dollarPlans.find((plan) => plan.key === "pro");
  if (!pro) throw new Error("the demo sells Pro");
  const used = {
    ...nothingUsed,
    seats: 10,
    usage: { api_calls: "25420" },
    addons: { "advanced-analytics": "1" },
  };
  expect(rate(compilePlan(pro.definition, "month"), used, noTerms).subtotalMinor).toBe(25_010n);
});
