import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tenants } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { usualTaxRounding } from "@/lib/domain/pricing/terms";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { saveTaxSettings } from "@/lib/features/catalog/tax-rates/tax-settings";
import { changeSalesModel, previewSalesModel } from "@/lib/features/console/sales-model/change-sales-model";
import { agreeContract } from "@/lib/features/license/contracts/agreement/agree-contract";
import { cancelScheduled } from "@/lib/features/license/contracts/agreement/cancel-scheduled";
import { previewContract } from "@/lib/features/license/contracts/agreement/preview-contract";
import { setContract } from "@/lib/features/license/contracts/agreement/set-contract";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import { attachTestCard } from "@/lib/stripe/test-cards";
import { Buyer, value } from "../support/buyer";
import { Rep } from "../support/rep";
import { createWorld, type World } from "../support/world";

/*
 * What Choba works out by itself for a contract: taxes rounded as the catalog says, taxes of single components, currencies
 * with three decimals, the last day of a month, and a license that was bought before. All days are days in Tokyo.
 */

const at = (text: string) => new Date(text);
const text = (en: string) => ({ en, ja: en });
const team = (currency: string): PlanDefinition => ({
  ...blankPlan(currency),
  name: text("Team"),
  components: [
    { ...blank.base(), name: text("Base"), amountMinor: { month: "9999", year: "99999" } },
    { ...blank.seats(), name: text("Seats"), unitAmountMinor: { month: "333.3", year: "3333.3" } },
  ],
});

let world: World;
beforeAll(async () => {
  // Noon of 31 January in Tokyo.
  world = await createWorld(at("2027-01-31T03:00:00Z"));
  const ctx = await world.asSystem();
  const jp10 = { key: "jp10", percent: "10", inclusive: false, displayName: text("Consumption tax") };
  value(await createTaxRate(ctx, jp10));
  for (const [index, currency] of ["JPY", "KWD"].entries()) {
    const key = `team-${currency.toLowerCase()}`;
    await publishPlan(ctx, { key, rank: 20 + index, definition: team(currency) });
  }
});
afterAll(() => world?.close());

/** Total and tax of each invoice, oldest first. */
async function invoiced(customerId: string): Promise<[number, number][]> {
  const { data } = await world.stripe.invoices.list({ customer: customerId, limit: 100 });
  return data
    .map(({ total, total_taxes }): [number, number] => [
      total,
      (total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0),
    ])
    .reverse();
}

const credited = async (customerId: string) =>
  (await world.stripe.creditNotes.list({ customer: customerId })).data.map(({ total }) => total);

test("tax is rounded as the catalog says, here down, on the first invoice and on the renewal", async () => {
  const rep = await Rep.arrive(world);
  value(await saveTaxSettings(await world.asSystem(), { rounding: "down" }));
  await rep.agree("team-jpy", { startsAt: "2026-12-31T15:00:00Z", taxKeys: ["jp10"] });
  value(await saveTaxSettings(await world.asSystem(), { rounding: "half_up" }));
  await world.advanceTo(at("2027-01-31T15:05:00Z"));
  // 10 % of 9,999 is 999.9.
  expect(await invoiced(await rep.customerId())).toEqual([
    [10_998, 999],
    [10_998, 999],
  ]);
});

test("8 % on one component and 10 % on another", async () => {
  const rep = await Rep.arrive(world);
  const rate = { name: text("Consumption tax"), inclusive: false };
  const terms = {
    planVersionId: (await rep.version("team-jpy")).id,
    override: null,
    interval: "month" as const,
    quantities: { seats: 7, addons: {} },
    discount: null,
    taxes: [
      { ...rate, key: "reduced", percent: "8", components: ["base"] },
      { ...rate, key: "jp10", percent: "10", components: ["seats"] },
    ],
    taxRounding: usualTaxRounding,
    startsAt: at("2027-01-31T15:00:00Z"),
    endsAt: null,
    invoicing: { by: "choba" as const, daysUntilDue: 30 },
    atEnd: "free" as const,
  };
  const ctx = await rep.ctx();
  await inTenant(rep.tenantId, (tx) => agreeContract(tx, ctx, rep.tenantId, terms));
  await world.settle();
  // 9,999 and 800 (799.9); 7 × 333.3 = 2,333 (2,333.1) and 233 (233.3).
  expect(await invoiced(await rep.customerId())).toEqual([[13_365, 1_033]]);
  // From the 11th on 18 of 28 days are left. Each line gives them back with its own tax.
  await world.advanceTo(at("2027-02-10T15:00:00Z"));
  value(await endContract(await rep.ctx(), rep.tenantId, { reason: "They close down" }));
  await world.settle();
  // 9,999 × 18/28 = 6,428 (6,427.9) and 514 (514.2); 2,333 × 18/28 = 1,500 (1,499.8) and 150.
  expect(await credited(await rep.customerId())).toEqual([6_428 + 514 + 1_500 + 150]);
});

test("three decimals: every amount can be charged, so it ends in 0", async () => {
  const rep = await Rep.arrive(world, { currency: "KWD" });
  await rep.agree("team-kwd", { startsAt: "2027-02-10T15:00:00Z", taxKeys: ["jp10"] });
  await world.advanceTo(at("2027-02-28T15:05:00Z"));
  // 18 of 28 days of 9.999 KWD are 6.430 (6.428), and 0.640 (0.643) of tax. A month is 10.000 and 1.000.
  expect(await invoiced(await rep.customerId())).toEqual([
    [7_070, 640],
    [11_000, 1_000],
  ]);
});

test("a change on the 31st is for one day, and the next month begins as usual", async () => {
  await world.advanceTo(at("2027-03-30T16:00:00Z"));
  const rep = await Rep.arrive(world);
  await rep.agree("business", { startsAt: "2027-01-31T15:00:00Z" });
  const terms = await rep.terms("enterprise");
  const preview = value(await previewContract(await rep.ctx(), rep.tenantId, terms));
  await rep.agree("enterprise");
  await world.advanceTo(at("2027-03-31T15:05:00Z"));
  const customerId = await rep.customerId();
  // 48,000 × 1/31 = 1,548 (1,548.4). March of 12,000 is not paid yet: 12,000 × 1/31 = 387 (387.1) is credited.
  expect(preview.firstInvoice?.promise.totalMinor).toBe("1548");
  expect((await invoiced(customerId)).map(([total]) => total)).toEqual([24_000, 1_548, 48_000]);
  expect(await credited(customerId)).toEqual([387]);
});

test("a contract takes over from a license that was bought, and gives its unused days back in the same invoice", async () => {
  await world.advanceTo(at("2027-04-10T03:00:00Z"));
  const buyer = await Buyer.withCard(world);
  await buyer.change("business");
  await world.advanceTo(at("2027-05-16T15:30:00Z"));
  const ctx = await world.asSystem();
  const convert = async () => {
    const { to, effects } = value(await previewSalesModel(ctx, buyer.tenantId, {}));
    value(await changeSalesModel(ctx, buyer.tenantId, { to, effects }));
  };
  await convert();
  await world.settle();
  const [tenant] = await acrossTenants((tx) =>
    tx.select().from(tenants).where(eq(tenants.id, buyer.tenantId)),
  );
  expect(tenant?.salesModel).toBe("sales_led");
  const rep = await Rep.arrive(world);
  value(await setContract(ctx, buyer.tenantId, await rep.terms("enterprise")));
  await world.settle();
  const customer = await buyer.customerId();
  // April from the 10th: 12,000 × 21/30. Then May. From 17 May on there are 15 of 31 days: 48,000 × 15/31 = 23,226
  // (23,225.8), less 12,000 × 15/31 = 5,806 (5,806.45).
  expect((await invoiced(customer)).map(([total]) => total)).toEqual([8_400, 12_000, 23_226 - 5_806]);
  const { data } = await world.stripe.subscriptions.list({ customer });
  expect(data).toMatchObject([
    { collection_method: "send_invoice", items: { data: [{ price: { unit_amount: 48_000 } }] } },
  ]);

  // And back: the contract ends, and the tenant buys again on the same day.
  value(await endContract(ctx, buyer.tenantId, { reason: "They want to buy by themselves" }));
  await world.settle();
  await convert();
  await buyer.change("business");
  // All of 23,226 is given back: 17,420 on the unpaid invoice, and the rest, which was paid by the bought license, as
  // balance. It pays for the new license from 17 to 31 May.
  expect(await credited(customer)).toEqual([17_420]);
  expect((await invoiced(customer)).map(([total]) => total)).toEqual([8_400, 12_000, 17_420, -5_806, 5_806]);
});

test("invoices that are charged to a card are paid at once; without a card they are sent", async () => {
  await world.advanceTo(at("2027-06-15T15:00:00Z"));
  const invoicing = { by: "choba" as const, daysUntilDue: null };
  const methods = async (rep: Rep) =>
    (await world.stripe.invoices.list({ customer: await rep.customerId() })).data.map(
      ({ status, collection_method }) => [status, collection_method],
    );
  const rep = await Rep.arrive(world);
  await attachTestCard(await rep.customerId(), "pm_card_visa");
  await world.settle();
  await rep.agree("business", { invoicing });
  expect(await methods(rep)).toEqual([["paid", "charge_automatically"]]);
  const cardless = await Rep.arrive(world);
  await cardless.agree("business", { invoicing });
  expect(await methods(cardless)).toEqual([["open", "send_invoice"]]);
});

test("an end that is called off after it was billed up to there: the rest of the month follows on that day", async () => {
  await world.advanceTo(at("2027-06-20T15:00:00Z"));
  const rep = await Rep.arrive(world);
  await rep.agree("business");
  value(
    await endContract(await rep.ctx(), rep.tenantId, { at: "2027-07-14T15:00:00Z", reason: "They asked" }),
  );
  await world.advanceTo(at("2027-07-05T15:00:00Z"));
  value(await cancelScheduled(await rep.ctx(), rep.tenantId, {}));
  await world.advanceTo(at("2027-08-01T15:00:00Z"));
  // 21 to 30 June is 10 of 30 days; July up to the 14th and from the 15th on 14 and 17 of 31 days: 5,419 (5,419.4) and
  // 6,581 (6,580.6); August.
  expect((await invoiced(await rep.customerId())).map(([total]) => total)).toEqual([
    4_000, 5_419, 6_581, 12_000,
  ]);
  expect(await world.stripe.subscriptions.list({ customer: await rep.customerId() })).toMatchObject({
    data: [{ cancel_at: null }],
  });
});
