import { beforeAll, describe, expect, test } from "vitest";
import { auditLog } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { type ConsoleAction, consoleActions } from "@/lib/domain/access/actions";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { Result } from "@/lib/domain/errors";
import { archiveAddOn } from "@/lib/features/catalog/add-ons/archive-add-on";
import { listAddOns } from "@/lib/features/catalog/add-ons/list-add-ons";
import { saveAddOn } from "@/lib/features/catalog/add-ons/save-add-on";
import { archiveCoupon } from "@/lib/features/catalog/coupons/archive-coupon";
import { couponUses } from "@/lib/features/catalog/coupons/coupon-uses";
import { createCoupon } from "@/lib/features/catalog/coupons/create-coupon";
import { listCoupons } from "@/lib/features/catalog/coupons/list-coupons";
import { updateCoupon } from "@/lib/features/catalog/coupons/update-coupon";
import { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { deleteMeterUnit } from "@/lib/features/catalog/meter-units/delete-meter-unit";
import { listMeterUnits } from "@/lib/features/catalog/meter-units/list-meter-units";
import { updateMeterUnit } from "@/lib/features/catalog/meter-units/update-meter-unit";
import { discardPlanDraft } from "@/lib/features/catalog/plans/drafts/discard-plan-draft";
import { duplicatePlan } from "@/lib/features/catalog/plans/drafts/duplicate-plan";
import { exportPlan } from "@/lib/features/catalog/plans/drafts/export-plan";
import { importPlan } from "@/lib/features/catalog/plans/drafts/import-plan";
import { savePlanDraft } from "@/lib/features/catalog/plans/drafts/save-plan-draft";
import { listPlans } from "@/lib/features/catalog/plans/overview/list-plans";
import { readPlan } from "@/lib/features/catalog/plans/overview/read-plan";
import { previewPublication } from "@/lib/features/catalog/plans/publication/preview-publication";
import { publishPlanDraft } from "@/lib/features/catalog/plans/publication/publish-plan-draft";
import { restorePlan } from "@/lib/features/catalog/plans/publication/restore-plan";
import { retirePlan } from "@/lib/features/catalog/plans/publication/retire-plan";
import { archiveTaxRate } from "@/lib/features/catalog/tax-rates/archive-tax-rate";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { listDefaultTaxRates } from "@/lib/features/catalog/tax-rates/default-tax-rates";
import { listTaxRates } from "@/lib/features/catalog/tax-rates/list-tax-rates";
import { setDefaultTaxRate } from "@/lib/features/catalog/tax-rates/set-default-tax-rate";
import { readTaxSettings, saveTaxSettings } from "@/lib/features/catalog/tax-rates/tax-settings";
import { updateTaxRate } from "@/lib/features/catalog/tax-rates/update-tax-rate";
import type { Context } from "@/lib/features/foundation/context/context";
import { authoriseConsole } from "@/lib/features/foundation/use-case/authorise";
import { asKey, asSystem, asUser, makeTenant, makeUser } from "../support/factories";
import { useDatabase } from "../support/use-database";

useDatabase();

/*
 * Who may do what that belongs to no tenant, written a second time: rows are people, columns what they may do
 * (1) or not (·). A change of the rules must be made here too, on purpose.
 */
const columns: ConsoleAction[] = [
  "console.view",
  "tenants.list",
  "invoices.list",
  "clock.advance",
  "tenant.create",
  "tenants.import",
  "tenants.assign_rep",
  "saved_views.manage",
  "stripe_customers.search",
  "staff.view",
  "staff.manage",
  "money.view",
  "catalog.view",
  "catalog.edit",
  "products.view",
  "customers.view",
  "customers.create",
  "tenants.register",
  "checkouts.view",
  "checkouts.create",
  "subscriptions.view",
  "payments.view",
  "estimates.make",
  "api_keys.manage",
  "meter_units.view",
  "meter_units.manage",
  "tax_rates.view",
  "tax_rates.manage",
  "usage.explore",
  "usage.ingest",
  "usage.backfill",
  "usage.verify",
  "usage.archive",
  "seller.view",
  "seller.edit",
  "books.lock",
  "messages.view",
  "messages.read_payload",
  "messages.settle",
  "reconciliation.start",
  "webhooks.view",
  "webhooks.manage",
  "events_log.view",
  "embedding.view",
  "embedding.edit",
];
const table = {
  "staff admin": "111·111 11111 11 1······· 11 1111 1111 · 111 111 1 11· 11",
  "staff sales": "111·11· 111·1 1· 1······· 1· 1·1· 1··· · 1·· 1·· · ··· 1·",
  "staff support": "111···· 1·1·1 1· 1······· 1· 1·1· 1··· · 1·· 11· · ··· 1·",
  "tenant owner": "······· ····· ·· ········ ·· ···· ···· · ··· ··· · ··· ··",
  "nobody's member": "······· ····· ·· ········ ·· ···· ···· · ··· ··· · ··· ··",
  "key ingest": "······· ····· ·· ········ ·· ···· ·1·· · ··· ··· · ··· ··",
  "key read": "······· ····· ·· 11··1·11 1· 1·1· 1··· · ··· ··· · ··1 ··",
  "key manage": "······· ····· ·· 11111111 1· 1111 11·· · ··· ··· · ··1 ··",
  choba: "1111111 11111 11 11111111 11 1111 1111 1 111 111 1 111 11",
};
type Somebody = keyof typeof table;

const people = {} as Record<Somebody, Context>;
beforeAll(async () => {
  people["staff admin"] = asUser(await makeUser("admin"), "admin");
  people["staff sales"] = asUser(await makeUser("sales"), "sales");
  people["staff support"] = asUser(await makeUser("support"), "support");
  people["tenant owner"] = asUser((await makeTenant()).ownerId);
  people["nobody's member"] = asUser(await makeUser());
  people["key ingest"] = asKey(["ingest"]);
  people["key read"] = asKey(["read"]);
  people["key manage"] = asKey(["manage"]);
  people.choba = asSystem();
});

test("this table names every action", () => {
  expect([...columns].sort()).toEqual(Object.keys(consoleActions).sort());
});

describe.each(Object.keys(table) as Somebody[])("%s", (somebody) => {
  const row = table[somebody].replaceAll(" ", "");
  test.each(columns.map((action, index) => [action, row[index] === "1"] as const))(
    "%s: %s",
    (action, allowed) => {
      const ask = () => authoriseConsole(people[somebody], action);
      if (allowed) expect(ask).not.toThrow();
      else expect(ask).toThrow("forbidden");
    },
  );
});

const words = { en: "X", ja: "X" };
const unit = { unitName: "x", displayName: words, unitLabel: words, eventName: "x" };
const couponFields = {
  name: words,
  value: { type: "percent" as const, percent: "10" },
  months: 3,
  oncePerTenant: true,
  firstDay: null,
  lastDay: null,
  maximumUses: null,
};
const addOn = { ...blank.addon("x"), name: words, currency: "USD" };

/** Every use-case of the catalog, called directly as an attacker would, with valid input. */
const reads: Record<string, (ctx: Context) => Promise<Result<unknown>>> = {
  listAddOns: (ctx) => listAddOns(ctx, {}),
  readTaxSettings: (ctx) => readTaxSettings(ctx, {}),
  listCoupons: (ctx) => listCoupons(ctx, {}),
  listPlans: (ctx) => listPlans(ctx, {}),
  readPlan: (ctx) => readPlan(ctx, { key: "free" }),
  exportPlan: (ctx) => exportPlan(ctx, { key: "free" }),
};
const writes: Record<string, (ctx: Context) => Promise<Result<unknown>>> = {
  saveAddOn: (ctx) => saveAddOn(ctx, { id: null, definition: addOn }),
  archiveAddOn: (ctx) => archiveAddOn(ctx, { id: "addon_00000000" }),
  createCoupon: (ctx) => createCoupon(ctx, { code: "WELCOME", ...couponFields }),
  updateCoupon: (ctx) => updateCoupon(ctx, { id: "cpn_00000000", ...couponFields }),
  archiveCoupon: (ctx) => archiveCoupon(ctx, { id: "cpn_00000000" }),
  archiveTaxRate: (ctx) => archiveTaxRate(ctx, { id: "tax_00000000" }),
  saveTaxSettings: (ctx) => saveTaxSettings(ctx, { rounding: "down" }),
  setDefaultTaxRate: (ctx) =>
    setDefaultTaxRate(ctx, { country: "JP", category: "standard", from: "2026-12-01", taxRateId: null }),
  savePlanDraft: (ctx) =>
    savePlanDraft(ctx, {
      key: "x",
      rank: 1,
      definition: { ...blankPlan("USD"), name: words },
      revision: null,
    }),
  discardPlanDraft: (ctx) => discardPlanDraft(ctx, { key: "free", revision: 1 }),
  previewPublication: (ctx) => previewPublication(ctx, { key: "free" }),
  publishPlanDraft: (ctx) => publishPlanDraft(ctx, { key: "free", revision: 1 }),
  retirePlan: (ctx) => retirePlan(ctx, { key: "free" }),
  restorePlan: (ctx) => restorePlan(ctx, { key: "free" }),
  duplicatePlan: (ctx) => duplicatePlan(ctx, { key: "free", newKey: "x" }),
  importPlan: (ctx) => importPlan(ctx, { key: "x", document: "{}" }),
};
/** What the SaaS's own servers may do as well: SaaSus's clients define what they count, and their tax. */
const sharedReads: typeof reads = {
  listMeterUnits: (ctx) => listMeterUnits(ctx, {}),
  listTaxRates: (ctx) => listTaxRates(ctx, {}),
  listDefaultTaxRates: (ctx) => listDefaultTaxRates(ctx, {}),
};
const sharedWrites: typeof writes = {
  createMeterUnit: (ctx) => createMeterUnit(ctx, unit),
  updateMeterUnit: (ctx) => updateMeterUnit(ctx, { id: "mtr_00000000", ...unit }),
  deleteMeterUnit: (ctx) => deleteMeterUnit(ctx, { id: "mtr_00000000" }),
  createTaxRate: (ctx) =>
    createTaxRate(ctx, { key: "x", percent: "10", inclusive: false, displayName: words }),
  updateTaxRate: (ctx) => updateTaxRate(ctx, { id: "tax_00000000", displayName: words }),
};
const forbidden = { ok: false, refusal: { code: "forbidden" } };

test.each(Object.entries(reads))("%s: staff only", async (_name, read) => {
  for (const somebody of ["staff admin", "staff sales", "staff support"] as const)
    expect(await read(people[somebody])).toMatchObject({ ok: true });
  for (const somebody of ["tenant owner", "nobody's member", "key read", "key manage"] as const)
    expect(await read(people[somebody])).toMatchObject(forbidden);
});

test.each(Object.entries(writes))("%s: SaaS admins only", async (_name, write) => {
  const others = (Object.keys(table) as Somebody[]).filter((who) => who !== "staff admin" && who !== "choba");
  for (const somebody of others) expect(await write(people[somebody])).toMatchObject(forbidden);
});

test.each(Object.entries(sharedReads))("%s: staff, and keys for reading", async (_name, read) => {
  for (const somebody of ["staff admin", "staff sales", "staff support", "key read", "key manage"] as const)
    expect(await read(people[somebody])).toMatchObject({ ok: true });
  for (const somebody of ["tenant owner", "nobody's member", "key ingest"] as const)
    expect(await read(people[somebody])).toMatchObject(forbidden);
});

test.each(Object.entries(sharedWrites))(
  "%s: administrators of the SaaS, and keys that manage",
  async (_name, write) => {
    const may = new Set<Somebody>(["staff admin", "key manage", "choba"]);
    for (const somebody of (Object.keys(table) as Somebody[]).filter((who) => !may.has(who)))
      expect(await write(people[somebody])).toMatchObject(forbidden);
  },
);

test("who used a coupon: staff only", async () => {
  const use = (ctx: Context) => couponUses(ctx, { id: "cpn_00000000" });
  for (const somebody of ["staff admin", "staff sales", "staff support"] as const)
    expect(await use(people[somebody])).toMatchObject({ refusal: { code: "not_found" } });
  for (const somebody of ["tenant owner", "nobody's member", "key read", "key manage"] as const)
    expect(await use(people[somebody])).toMatchObject(forbidden);
});

test("none of the refused calls changed anything", async () => {
  const rows = await acrossTenants((tx) => tx.select({ action: auditLog.action }).from(auditLog));
  expect(new Set(rows.map((row) => row.action))).toEqual(new Set(["tenant.create"]));
});
