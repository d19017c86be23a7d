import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { eq } from "drizzle-orm";
import { licenses, stripeInvoices, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import {
  createAccount,
  expectAccessible,
  expectNoSidewaysScroll,
  openBilling,
  sheetOf,
  signInAs,
} from "./support/acts";
import { assignRep } from "./support/reps";
import { endTenants, newTenant, type TestTenant } from "./support/tenant";
import { words } from "./support/words";

test.afterAll(endTenants);

const admin = { email: "admin@choba.example" };
const rep = { email: "sales@choba.example" };
const support = { email: "support@choba.example" };

/** A tenant on Free that owes ¥5,000 for twelve days, as if the invoice had been read from Stripe. */
async function debtor(locale: "en" | "ja" = "en"): Promise<TestTenant & { number: string; end: string }> {
  const tenant = await newTenant(locale);
  await assignRep(tenant, rep);
  const end = randomUUID().slice(0, 6);
  const number = `E2E-${end}`;
  const at = (days: number) => new Date(Date.now() + days * 86_400_000);
  await acrossTenants(async (tx) => {
    const [row] = await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, tenant.slug));
    await tx.insert(stripeInvoices).values({
      tenantId: row?.id ?? "ten_none",
      stripeInvoiceId: `in_e2e${randomUUID().slice(0, 8)}`,
      stripeCustomerId: "cus_e2e",
      number,
      status: "open",
      totalMinor: 5000n,
      currency: "JPY",
      paidMinor: 0n,
      creditedMinor: 0n,
      remainingMinor: 5000n,
      isSent: true,
      attempts: 0,
      createdAt: at(-42),
      finalizedAt: at(-42),
      dueAt: at(-12),
      appliedSequence: 1n,
    });
  });
  return { ...tenant, number, end };
}

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

test("an invoice is found by the end of its number, and the file has what the filters leave", async ({
  page,
}) => {
  const { name, number, end } = await debtor();
  await signInAs(page, support);
  await page.goto("/console/invoices");
  await page.getByRole("searchbox", { name: "Number, its end, or a tenant" }).fill(end);
  await expect(page).toHaveURL(new RegExp(`q=${end}`));
  const row = rowOf(page, number);
  // The demo's clock may stand later than the machine's.
  await expect(row).toContainText(/Overdue\d+ days late/);
  await expect(row).toContainText("¥5,000");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Total from … to …" }).click();
  await sheetOf(page).getByLabel("From").fill("five");
  await sheetOf(page).getByRole("button", { name: "Apply" }).click();
  await expect(sheetOf(page)).toContainText("Write a number such as 10 or 0.005.");
  await sheetOf(page).getByLabel("From").fill("4,000");
  await sheetOf(page).getByLabel("To", { exact: false }).last().fill("5000");
  await sheetOf(page).getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/amount=4000-5000/);
  await expect(page.getByRole("button", { name: "Remove filter Total: 4,000 to 5,000" })).toBeVisible();
  await expect(row).toBeVisible();

  const href = await page.getByRole("link", { name: "CSV" }).getAttribute("href");
  const file = await (await page.request.get(href ?? "")).text();
  const lines = file.trimEnd().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`${number},${name},`);
  await row.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
});

test("the tenant's rep reminds the payer once a day; support looks on", async ({ page }) => {
  const { name, number, payer } = await debtor();
  await signInAs(page, support);
  await page.goto(`/console/receivables?q=${encodeURIComponent(name)}`);
  await expect(rowOf(page, name)).toContainText("Back on Free");
  await expect(page.getByRole("button", { name: /^Remind/ })).toHaveCount(0);

  await signInAs(page, rep);
  await page.goto(`/console/receivables?q=${encodeURIComponent(name)}`);
  await expectAccessible(page);
  await page.getByRole("button", { name: `Remind ${name}` }).click();
  await expect(sheetOf(page)).toContainText(number);
  await expectAccessible(page);
  await sheetOf(page).getByRole("button", { name: "Send the reminder" }).click();
  await expect(page.getByText(`Reminder sent to ${payer.email}`)).toBeVisible();
  await expect(rowOf(page, name)).toContainText("Reminded today");

  await page.goto("/demo/mailbox");
  const mail = page.locator("article, li", { hasText: payer.email }).first();
  await expect(mail).toContainText(`${number}: ¥5,000, due on`);
  await expect(mail.getByRole("link", { name: /\/invoices\/in_\w+\/pay/ })).toBeVisible();
});

test("the admin says how unpaid invoices are collected, and each mistake is told at its field", async ({
  page,
}) => {
  await signInAs(page, support);
  await page.goto("/console/settings/collection");
  await expect(page.getByText("SaaS admins change it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Change" })).toHaveCount(0);

  await signInAs(page, admin);
  await page.goto("/console/settings/collection");
  const card = page.getByRole("region", { name: "Unpaid invoices" });
  await expect(card).toContainText("1, 3, 5, 7, 14");
  await card.getByRole("button", { name: "Change" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Tried again on days").fill("3, 2");
  await sheet.getByLabel(/^The license is over after/).fill("0");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toContainText("Each day must come after the one before it.");
  await expectAccessible(page);
  await sheet.getByLabel("Tried again on days").fill("1, 3, 5, 7, 14");
  await sheet.getByLabel(/^The license is over after/).fill("21");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await expect(card).toContainText("21 days");
});

test("staff charge an amount for the next invoice; the tenant sees it until it is withdrawn", async ({
  page,
}) => {
  const { slug, payer } = await billedTenant(page);
  await signInAs(page, admin);
  await page.goto(`/console/tenants/${slug}/invoices`);
  const card = page.getByRole("region", { name: "On-demand charges" });
  const what = `Training ${randomUUID().slice(0, 6)}`;
  await card.getByRole("button", { name: "Charge work or an amount" }).click();
  const sheet = sheetOf(page);
  await sheet.getByRole("button", { name: "Add to the next invoice" }).click();
  await expect(sheet).toContainText("Please fill this in.");
  await sheet.getByLabel(/^Amount/).fill("8,000");
  await expect(sheet).toContainText("¥8,000 with tax is added to the next invoice");
  await sheet.getByLabel("Description").fill(what);
  await sheet.getByLabel("Reason").fill("asked by phone");
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Add to the next invoice" }).click();
  const item = card.getByRole("listitem").filter({ hasText: what });
  await expect(item).toContainText("asked by phone");
  await expect(item).toContainText("On the next invoice");

  await signInAs(page, payer);
  await page.goto(`/t/${slug}/invoices`);
  await expect(page.getByRole("region", { name: "On your next invoice" })).toContainText(what);
  await expectAccessible(page);

  await signInAs(page, admin);
  await page.goto(`/console/tenants/${slug}/invoices`);
  await page.getByRole("button", { name: `Withdraw ${what}` }).click();
  await sheetOf(page).getByLabel("Reason").fill("called off");
  await sheetOf(page).getByRole("button", { name: "Withdraw the charge" }).click();
  await expect(item).toContainText("Withdrawn");
});

/** A tenant with a payment account, whose license has an invoice to come. */
async function billedTenant(page: Page): Promise<TestTenant> {
  const tenant = await newTenant();
  await signInAs(page, tenant.payer);
  await openBilling(page, tenant);
  await createAccount(page);
  await acrossTenants(async (tx) => {
    const [row] = await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, tenant.slug));
    await tx
      .update(licenses)
      .set({ usageDueAt: new Date(Date.now() + 365 * 86_400_000) })
      .where(eq(licenses.tenantId, row?.id ?? "ten_none"));
  });
  return tenant;
}

test.describe("日本語", () => {
  test.use({ locale: "ja-JP" });
  const t = words("ja", "receivables");

  test("未収金の一覧から、支払担当者の言語で催促する @phone", async ({ page }) => {
    const { name, number, payer } = await debtor("ja");
    await signInAs(page, rep);
    await page.goto(`/console/receivables?q=${encodeURIComponent(name)}`);
    await expect(page.getByRole("heading", { level: 1, name: "未収金" })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: t("remind.of", { tenant: name }) }).click();
    await sheetOf(page).getByRole("button", { name: "催促メールを送る" }).click();
    await expect(page.getByText(t("remind.sent", { email: payer.email }))).toBeVisible();
    await page.goto("/demo/mailbox");
    const mail = page.locator("article, li", { hasText: payer.email }).first();
    await expect(mail).toContainText(`${number}：¥5,000（お支払い期限：`);
  });

  test("請求書の一覧と回収の設定は日本語でも読める @phone", async ({ page }) => {
    await signInAs(page, admin);
    for (const [path, title] of [
      ["/console/invoices", "請求書"],
      ["/console/settings/collection", "回収"],
    ] as const) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
  });
});
