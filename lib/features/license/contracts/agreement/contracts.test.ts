import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { planVersions, stripePrices } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { blank } from "@/lib/domain/catalog/blank";
import type { Component } from "@/lib/domain/catalog/component";
import { plansOnSale } from "@/lib/features/catalog/plans/record/queries";
import { archiveTaxRate } from "@/lib/features/catalog/tax-rates/archive-tax-rate";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import type { ContractTermsInput } from "@/lib/features/license/contracts/terms/contract-terms-schema";
import { readTerms } from "@/lib/features/license/lifecycle/queries";
import { asSystem, auditedActions, makePlan, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { readContracts } from "./read-contracts";
import { setContract } from "./set-contract";

useDatabase();

const base: Component = {
  kind: "base",
  key: "base",
  name: { en: "Base fee", ja: "基本料金" },
  amountMinor: { month: "12000", year: null },
};

async function offer() {
  const planVersionId = await makePlan({ key: "led", rank: 7, components: [base] });
  const [row] = await acrossTenants((tx) =>
    tx.select().from(planVersions).where(eq(planVersions.id, planVersionId)),
  );
  if (!row) throw new Error("the version was just written");
  const terms: ContractTermsInput = {
    planVersionId,
    interval: "month",
    invoicing: { by: "stripe_dashboard" },
  };
  const cheaper = {
    ...row.definition,
    components: [{ ...base, amountMinor: { month: "9000", year: null } }],
  };
  return { terms, override: { definition: cheaper, reason: "A first customer" } };
}

test("a tenant that buys by itself has no contract", async () => {
  const { id } = await makeTenant();
  const { terms } = await offer();
  expect(await setContract(asSystem(), id, terms)).toMatchObject({ refusal: { code: "not_sales_led" } });
  expect(await auditedActions(id)).toEqual(["tenant.create"]);
});

test("what was negotiated holds for one tenant, and nobody else can see or change it", async () => {
  const [mine, other] = [
    await makeTenant({ salesModel: "sales_led" }),
    await makeTenant({ salesModel: "sales_led" }),
  ];
  const { terms, override } = await offer();
  expect(await setContract(asSystem(), mine.id, { ...terms, override })).toMatchObject({ ok: true });
  const view = await readContracts(asSystem(), mine.id, {});
  expect(view).toMatchObject({ value: { running: { fixedMinor: "9000", reason: "A first customer" } } });

  const negotiated = (tenantId: typeof mine.id) =>
    inTenant(tenantId, (tx) =>
      tx.select({ id: planVersions.id }).from(planVersions).where(eq(planVersions.negotiatedFor, mine.id)),
    );
  const [version] = await negotiated(mine.id);
  if (!version) throw new Error("the tenant sees its own version");
  expect(await negotiated(other.id)).toEqual([]);
  const price = {
    planVersionId: version.id,
    componentKey: "base",
    optionKey: "",
    interval: "month" as const,
    stripePriceId: "price_negotiated",
    stripeProductId: "prod_1",
    currency: "JPY",
    unitAmountMinor: "9000",
    identifies: true,
  };
  await acrossTenants((tx) => tx.insert(stripePrices).values(price));
  const prices = (tenantId: typeof mine.id) => inTenant(tenantId, (tx) => tx.select().from(stripePrices));
  expect(await prices(other.id)).toEqual([]);
  expect(await prices(mine.id)).toHaveLength(1);

  const onSale = await acrossTenants(plansOnSale);
  expect(onSale.some(({ id }) => id === version.id)).toBe(false);
  await expect(
    inTenant(mine.id, (tx) =>
      tx.update(planVersions).set({ version: 9 }).where(eq(planVersions.id, version.id)),
    ),
  ).rejects.toThrow();
  await expect(
    inTenant(other.id, (tx) =>
      tx.insert(planVersions).values({
        id: "pv_forged0000",
        planId: "plan_00000000",
        version: 1,
        definition: override.definition,
        publishedAt: new Date(),
        negotiatedFor: mine.id,
      }),
    ),
  ).rejects.toThrow();
});

test("wrong terms are refused by field, and nothing is written", async () => {
  const { id } = await makeTenant({ salesModel: "sales_led" });
  const { terms, override } = await offer();
  const fieldsOf = async (more: Partial<ContractTermsInput>) => {
    const answer = await setContract(asSystem(), id, { ...terms, ...more });
    return answer.ok ? [] : (answer.refusal.fields?.map(({ field, rule }) => `${field}: ${rule}`) ?? []);
  };
  expect(await fieldsOf({ interval: "year" })).toEqual(["interval: interval_not_in_plan"]);
  expect(await fieldsOf({ atEnd: "renew" })).toEqual(["endsAt: renewal_needs_end"]);
  expect(await fieldsOf({ startsAt: "2027-01-01T00:00:00Z", endsAt: "2026-12-01T00:00:00Z" })).toEqual([
    "endsAt: ends_before_start",
  ]);
  expect(await fieldsOf({ override: { ...override, reason: " " } })).toEqual(["override.reason: required"]);
  const renamed = { ...override.definition, name: { en: "Ours", ja: "Ours" } };
  expect(await fieldsOf({ override: { ...override, definition: renamed } })).toEqual([
    "override.definition.name: not_negotiable",
  ]);
  const free = await makePlan({ key: "free", rank: 0 });
  expect(await fieldsOf({ planVersionId: free })).toEqual(["planVersionId: free_needs_no_contract"]);
  expect(
    await setContract(asSystem(), id, { ...terms, invoicing: { by: "choba", daysUntilDue: 30 } }),
  ).toMatchObject({ refusal: { code: "stripe_off" } });
  expect(await auditedActions(id)).toEqual(["tenant.create"]);
});

test("more of an add-on than anybody sells is refused by its field", async () => {
  const { id } = await makeTenant({ salesModel: "sales_led" });
  const rooms: Component = {
    ...blank.addon("rooms"),
    choice: {
      type: "quantity",
      unitAmountMinor: { month: "99999999", year: null },
      included: 0,
      maximum: null,
    },
  };
  const planVersionId = await makePlan({ key: "roomy", rank: 8, components: [base, rooms] });
  const { terms } = await offer();
  const quantities = { addons: { rooms: "999999999999999999" } };
  expect(await setContract(asSystem(), id, { ...terms, planVersionId, quantities })).toMatchObject({
    refusal: { fields: [{ field: "quantities.addons.rooms", rule: "too_big" }] },
  });
});

test("a discount and taxes are agreed by key, kept as they were, and shown with what is invoiced", async () => {
  const { id } = await makeTenant({ salesModel: "sales_led" });
  const { terms } = await offer();
  const displayName = { en: "Consumption tax", ja: "消費税" };
  const rate = { key: "jp10", percent: "10", inclusive: false, displayName };
  const made = await createTaxRate(asSystem(), rate);
  if (!made.ok) throw new Error(made.refusal.code);
  const discount = {
    name: { en: "Discount", ja: "割引" },
    value: { type: "percent" as const, percent: "15" },
    components: null,
    months: 6,
  };
  const wrong = await setContract(asSystem(), id, { ...terms, taxKeys: ["jp10", "nowhere", "jp10"] });
  expect(wrong).toMatchObject({
    refusal: {
      fields: [
        { field: "taxKeys.1", rule: "unknown_tax_rate" },
        { field: "taxKeys.2", rule: "duplicate_key" },
      ],
    },
  });
  const agreed = { ...terms, discount, taxKeys: ["jp10"] };
  expect(await setContract(asSystem(), id, agreed)).toMatchObject({ ok: true });
  await archiveTaxRate(asSystem(), { id: made.value.id });
  const view = await readContracts(asSystem(), id, {});
  // 12,000 less 1,800, and 1,020 of tax.
  expect(view).toMatchObject({
    value: {
      running: { fixedMinor: "12000", invoicedMinor: "11220", discount, taxes: [{ percent: "10" }] },
      forStaff: { taxes: [{ key: "jp10" }] },
    },
  });
  // What the running contract has can be kept, archived or not; anybody else cannot choose it.
  expect(await setContract(asSystem(), id, agreed)).toMatchObject({ ok: true });
  const other = await makeTenant({ salesModel: "sales_led" });
  expect(await setContract(asSystem(), other.id, agreed)).toMatchObject({
    refusal: { fields: [{ rule: "unknown_tax_rate" }] },
  });
});

test("a start in the past is the truth of the history, from its midnight on, also before the tenant was known", async () => {
  const { id } = await makeTenant({ salesModel: "sales_led" });
  const { terms } = await offer();
  await setContract(asSystem(), id, { ...terms, startsAt: "2026-01-01T00:00:00Z" });
  const history = await inTenant(id, (tx) => readTerms(tx, id));
  expect(history.map(({ planVersionId, startsAt, endsAt }) => ({ planVersionId, startsAt, endsAt }))).toEqual(
    [{ planVersionId: terms.planVersionId, startsAt: new Date("2025-12-31T15:00:00Z"), endsAt: null }],
  );
});
