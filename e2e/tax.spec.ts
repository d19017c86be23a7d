import { randomUUID } from "node:crypto";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { systemContext } from "@/lib/features/foundation/context/context";
import { saveBillingDetails } from "@/lib/features/payers/billing-details/save-billing-details";
import {
  choosePlan,
  createAccount,
  enterCard,
  expectAccessible,
  expectLicense,
  expectNoSidewaysScroll,
  licenseCard,
  openBilling,
  pick,
  readIn,
  sheetOf,
  signInAs,
  visa,
} from "./support/acts";
import { endTenants, newTenant, sandboxStripe, type TestTenant } from "./support/tenant";

// A country gets its tax, a tenant there buys, and sheet, license and invoice say the same. Singapore: no other spec is there.
test.describe.configure({ mode: "serial" });

const admin = { email: "admin@choba.example" };
const mark = randomUUID().slice(0, 6);
const taxRates = "/console/catalog/tax-rates";
let tenant: TestTenant;
let customerId: string;
/** What the sheet said is charged now: "¥1,635". */
let charged: string;

test.beforeAll(async () => {
  tenant = await newTenant();
  const [row] = await acrossTenants((tx) => tx.select().from(tenants).where(eq(tenants.slug, tenant.slug)));
  if (!row) throw new Error("the tenant was just made");
  await saveBillingDetails(systemContext("e2e", new Date(), "e2e"), row.id, {
    companyName: "Merlion Pte. Ltd.",
    country: "SG",
  });
});
test.afterAll(endTenants);

async function choose(page: Page, box: Locator, option: string | RegExp): Promise<void> {
  await box.click();
  await pick(page.getByRole("option", { name: option }).first());
}

async function newRate(page: Page, name: string, isInclusive: boolean): Promise<void> {
  await page.getByRole("button", { name: "New tax rate" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Name on invoices (English)").fill(name);
  await sheet.getByLabel("Name on invoices (Japanese)").fill("物品サービス税");
  await sheet.getByLabel("Percent").fill("9");
  await sheet.getByLabel("Country").fill("SG");
  if (isInclusive) await sheet.getByRole("radio", { name: "Contained in prices" }).click();
  await sheet.getByRole("button", { name: "Create the tax rate" }).click();
  await expect(sheet).toBeHidden();
}

test("an admin makes a rate the default of its country; one that disagrees with the prices is refused", async ({
  page,
}) => {
  await signInAs(page, admin);
  await page.goto(taxRates);
  await newRate(page, `GST ${mark}`, false);
  await newRate(page, `GST inside ${mark}`, true);
  await page.getByRole("button", { name: "Set a default rate" }).click();
  const sheet = sheetOf(page);
  await choose(page, sheet.getByRole("combobox", { name: "Country" }), "Singapore");
  await choose(page, sheet.getByRole("combobox", { name: "Tax rate" }), new RegExp(`GST inside ${mark}`));
  await sheet.getByRole("button", { name: "Set the rate" }).click();
  await expect(sheet).toContainText("disagree");
  await expectAccessible(page);
  await choose(page, sheet.getByRole("combobox", { name: "Tax rate" }), `GST ${mark} 9%`);
  await sheet.getByRole("button", { name: "Set the rate" }).click();
  await expect(sheet).toBeHidden();
  const row = page.getByRole("region", { name: "Default rates" }).getByRole("row", { name: /Singapore/ });
  await expect(row).toContainText("9%");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
});

test("prices cannot be said to contain tax while a default rate is added to them", async ({ page }) => {
  await signInAs(page, admin);
  await page.goto(taxRates);
  await page.getByRole("button", { name: "Change the tax settings" }).click();
  const sheet = sheetOf(page);
  await sheet.getByRole("radio", { name: "With tax" }).click();
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toContainText("disagrees. End it first");
  await expectAccessible(page);
  await readIn(page, "ja");
  await page.reload();
  await expect(page.getByRole("region", { name: "国ごとの税率" })).toContainText("シンガポール");
  await expectAccessible(page);
  await readIn(page, "en");
});

test("who buys sees the tax before paying", async ({ page }) => {
  await signInAs(page, tenant.payer);
  await openBilling(page, tenant);
  customerId = await createAccount(page);
  await page.getByRole("link", { name: "Purchase license" }).click();
  await expect(page.getByRole("region", { name: "Starter" })).toContainText("excl. tax");
  await choosePlan(page, "Purchase Starter");
  const sheet = sheetOf(page);
  await expect(sheet.getByRole("row", { name: new RegExp(`GST ${mark}.*9`) }).first()).toBeVisible();
  await expect(sheet).toContainText("Total now (incl. tax)");
  await expectAccessible(page);
  const button = sheet.getByRole("button", { name: /will be charged/ });
  charged = /¥[\d,]+/.exec((await button.textContent()) ?? "")?.[0] ?? "";
  expect(charged).not.toBe("");
  await button.click();
  await page.waitForURL(/\/checkout\/cs_/);
  await enterCard(page, visa);
  await page.waitForURL(/\/billing/);
  await expectLicense(page, "Starter", "Active");
  await expect(licenseCard(page)).toContainText("(excl. tax)");
});

test("the invoice has the same total and the same tax, in both languages", async ({ page }) => {
  const [invoice] = (await sandboxStripe().invoices.list({ customer: customerId })).data;
  await page.goto(invoice?.hosted_invoice_url ?? "");
  await expect(page.locator("body")).toContainText(charged);
  await expect(page.locator("body")).toContainText(`GST ${mark}`);
  await signInAs(page, tenant.payer);
  for (const [locale, note] of [
    ["en", "excl. tax"],
    ["ja", "税抜"],
  ] as const) {
    await readIn(page, locale);
    await page.goto(`/t/${tenant.slug}/invoices`);
    await expect(page.getByText(new RegExp(charged.replace("¥", "[¥￥]"))).first()).toBeVisible();
    for (const place of ["billing/plans", "billing", "prices", ""]) {
      await page.goto(`/t/${tenant.slug}/${place}`);
      await expect(page.locator("main")).toContainText(note);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
  }
});

test("staff exempt the tenant, with a reason that its next price names", async ({ page }) => {
  await signInAs(page, admin);
  await readIn(page, "en");
  await page.goto(`/console/tenants/${tenant.slug}/billing`);
  const card = page.getByRole("region", { name: "Tax", exact: true });
  await expect(card).toContainText("Singapore");
  await card.getByRole("button", { name: "Change the treatment" }).click();
  const sheet = sheetOf(page);
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toContainText("Please fill this in.");
  await expectAccessible(page);
  await sheet.getByRole("textbox", { name: "Reason" }).fill("Embassy");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await expect(card).toContainText("Exempt: Embassy");
  await expectAccessible(page);
  await signInAs(page, tenant.payer);
  await page.goto(`/t/${tenant.slug}/billing/plans`);
  await expect(page.getByRole("region", { name: "Business" })).not.toContainText("excl. tax");
  await choosePlan(page, "Switch to Business now");
  await expect(sheetOf(page)).toContainText("Tax exempt: Embassy");
});
