import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import type Stripe from "stripe";
import { type Locale, locales } from "@/lib/i18n/locales";

import { aMomentMs, expectAccessible, licenseCard, moveClock, pick, sheetOf, signInAs } from "./support/acts";
import { anotherBrowser, invitationFor } from "./support/mail";
import { newRep, type TestRep } from "./support/reps";
import { endTenants, sandboxStripe } from "./support/tenant";
import { words } from "./support/words";

/*
 * A customer of the sales team, from nothing to the paid invoice, as the rep and as the customer's owner do it, each step
 * where the one before has left off. The words are those of the language that both of them read.
 */

test.describe.configure({ mode: "serial" });
test.afterAll(endTenants);

for (const locale of locales)
  test.describe(locale, () => {
    test.use({ locale: locale === "ja" ? "ja-JP" : "en-US" });
    const mark = randomUUID().slice(0, 8);
    const company = { name: `Sumida ${mark}`, slug: `sumida-${mark}` };
    const owner = { name: "Rei Sumida", email: `owner-${mark}@sumida.example` };
    const desk = `/console/tenants/${company.slug}`;
    let rep: TestRep;
    let quote: { number: string; amount: string };
    let customer: string;

    test.beforeAll(async () => {
      rep = await newRep({ locale });
    });

    test("the rep creates the tenant, and its owner comes in by the mail", async ({ page, browser }) => {
      const t = words(locale, "tenantSettings");
      await signInAs(page, rep);
      await page.goto("/console/tenants");
      await page.getByRole("button", { name: t("create.button"), exact: true }).click();
      const sheet = sheetOf(page);
      await sheet.getByRole("button", { name: t("create.submit") }).click();
      // Every field that is missing says so, and nothing that was typed is lost.
      await expect(sheet.getByText(words(locale, "errors")("rules.required")).first()).toBeVisible();
      await sheet.getByLabel(t("create.name")).fill(company.name);
      await expect(sheet.locator("input[name=slug]")).toHaveValue(company.slug);
      await sheet.getByLabel(t("create.ownerEmail")).fill(owner.email);
      await sheet.getByLabel(t("create.ownerName")).fill(owner.name);
      await expect(sheet.getByText(rep.name)).toBeVisible();
      await sheet.getByRole("combobox", { name: t("create.currency") }).click();
      await pick(page.getByRole("option", { name: "JPY" }));
      await expectAccessible(page);
      await sheet.getByRole("button", { name: t("create.submit") }).click();
      await page.waitForURL(`**${desk}`);
      await expect(page.getByRole("heading", { level: 1, name: company.name })).toBeVisible();

      const address = await invitationFor(page, owner.email);
      const theirs = await anotherBrowser(browser, locale === "ja" ? "ja-JP" : "en-US");
      await theirs.goto(address);
      await expectAccessible(theirs);
      await theirs.getByRole("main").getByRole("button").first().click();
      await theirs.waitForURL(`**/t/${company.slug}`);
      await expect(theirs.getByRole("heading", { level: 1 })).toBeVisible();
      await theirs.goto(address);
      const used = words(locale, "people")("invitation.closed.accepted.title");
      await expect(theirs.getByRole("heading", { name: used })).toBeVisible();
      await theirs.context().close();
    });

    test("the rep creates the payment account and enters billing details; what Stripe says otherwise is decided by field", async ({
      page,
    }) => {
      const t = words(locale, "billingDetails");
      const account = words(locale, "paymentAccount");
      const save = { name: words(locale, "common")("save") };
      await signInAs(page, rep);
      await page.goto(desk);
      await page.getByRole("button", { name: account("create.open") }).click();
      await sheetOf(page)
        .getByRole("button", { name: account("create.submit") })
        .click();
      customer = (await page.getByText(/^cus_/).first().textContent())?.trim() ?? "";
      await page.goto(`${desk}/billing`);
      await page.getByRole("button", { name: t("enter") }).click();
      await sheetOf(page).locator("input[name=companyName]").fill(`${company.name} KK`);
      await sheetOf(page).locator("input[name=phone]").fill("03-1234-5678");
      await sheetOf(page).getByRole("button", save).click();
      await expect(sheetOf(page)).toBeHidden();
      await expect.poll(async () => (await atStripe()).phone).toBe("03-1234-5678");

      // While the form is open here, somebody edits the customer in Stripe.
      await page.getByRole("button", { name: t("edit"), exact: true }).click();
      await sheetOf(page).locator("input[name=phone]").fill("03-1111-1111");
      await sandboxStripe().customers.update(customer, { phone: "03-9999-9999" });
      await sheetOf(page).getByRole("button", save).click();
      const name = t("fields.phone");
      const conflict = page.getByRole("region", { name: t("conflicts.of", { name }) });
      await expect(async () => {
        await page.reload();
        await expect(conflict).toBeVisible({ timeout: aMomentMs });
      }).toPass();
      await expectAccessible(page);
      await conflict.getByRole("button", { name: t("conflicts.keepOursOf", { name }) }).click();
      await expect(conflict).toHaveCount(0);
      await expect.poll(async () => (await atStripe()).phone).toBe("03-1111-1111");
    });

    test("the rep estimates, makes a quote of it, and sends it to the owner", async ({ page }) => {
      const t = words(locale, "quotes");
      await signInAs(page, rep);
      await page.goto("/console/prices?currency=JPY&plan=business&pay=year&off=10%25&tax=jp-consumption");
      await page.getByRole("button", { name: t("acts.make"), exact: true }).click();
      await sheetOf(page).getByLabel(t("choose.search"), { exact: true }).fill(company.name);
      await sheetOf(page).getByRole("link", { name: company.name }).click();
      await page
        .getByRole("radiogroup", { name: t("editor.invoicedBy") })
        .getByText(t("editor.byChoba"), { exact: true })
        .click();
      await beginToday(page, locale);
      await expectAccessible(page);
      await page.getByRole("button", { name: t("editor.save") }).click();
      await page.getByRole("button", { name: t("acts.sendTo", { name: owner.name }) }).click();
      await sheetOf(page)
        .getByRole("button", { name: t("acts.send"), exact: true })
        .click();
      const heading = page.getByRole("heading", { level: 2, name: /Q-\d{4}-\d{4}/ });
      await expect(heading).toBeVisible();
      const number = /Q-\d{4}-\d{4}/.exec((await heading.textContent()) ?? "")?.[0] ?? "";
      // ¥120,000 a year less 10 % is ¥108,000, and 10 % of tax on that is ¥10,800.
      expect(await quotedAmount(page)).toBe("118,800");
      quote = { number, amount: "118,800" };
    });

    test("the owner reads the same amount, accepts, and has the license", async ({ page }) => {
      const t = words(locale, "quotes");
      await signInAs(page, owner);
      await page.goto(`/t/${company.slug}/quotes`);
      await page.getByRole("row", { name: new RegExp(quote.number) }).click();
      expect(await quotedAmount(page)).toBe(quote.amount);
      await page.getByRole("button", { name: t("answer.accept") }).click();
      await sheetOf(page)
        .getByRole("button", { name: new RegExp(quote.amount) })
        .click();
      await page.getByRole("link", { name: t("answer.seeLicense") }).click();
      await expect(licenseCard(page)).toContainText("Business");

      await signInAs(page, rep);
      await page.goto(`${desk}/license`);
      await expect(page.locator("#content")).toContainText(quote.amount);
      await expect(page.locator("#content")).toContainText(/Consumption tax \(10%\)|消費税（10%）/);
    });

    test("Stripe invoices what was quoted; what is paid there by transfer is paid here", async ({ page }) => {
      const t = words(locale, "invoices");
      await signInAs(page, rep);
      await page.goto(desk);
      // Stripe leaves an invoice open to changes for an hour before it sends it.
      await moveClock(page, words(locale, "demo")("clock.day"));
      const { data } = await sandboxStripe().invoices.list({ customer, status: "open" });
      const [invoice] = data;
      expect(data).toHaveLength(1);
      expect(invoice?.total.toLocaleString("en-US")).toBe(quote.amount);
      await page.goto(`${desk}/invoices`);
      // Below, the same number stands beside what was promised.
      const invoices = page.getByRole("region", { name: t("list"), exact: true });
      const row = invoices.getByRole("row", { name: new RegExp(invoice?.number ?? "") });
      await expect(row).toContainText(quote.amount);
      await expect(row.getByRole("link", { name: t("inStripe") })).toHaveAttribute(
        "href",
        new RegExp(`/invoices/${invoice?.id}$`),
      );
      await expectAccessible(page);

      await signInAs(page, owner);
      await page.goto(`/t/${company.slug}/invoices`);
      await expect(row).toContainText(quote.amount);
      await page.goto((await row.getByRole("link", { name: t("pay") }).getAttribute("href")) ?? "");
      await expect(page.getByText(quote.amount).first()).toBeVisible();
      await sandboxStripe().invoices.pay(invoice?.id ?? "", { paid_out_of_band: true });
      await expect(async () => {
        await page.goto(`/t/${company.slug}/invoices`);
        await expect(row).toContainText(t("statuses.paid"), { timeout: aMomentMs });
      }).toPass();

      await signInAs(page, rep);
      await expect(async () => {
        await page.goto(`${desk}/activity`);
        const told = words(locale, "activity")("actions.at_stripe.invoice_paid_out_of_band");
        await expect(page.getByText(told).first()).toBeVisible({ timeout: aMomentMs });
      }).toPass();
    });

    const atStripe = async () => (await sandboxStripe().customers.retrieve(customer)) as Stripe.Customer;
  });

/** Of the paper that is shown: "118,800". */
async function quotedAmount(page: Page): Promise<string> {
  const line = page.getByRole("article").locator("p", { hasText: /Quoted amount|御見積金額/ });
  return /[¥￥]\s?([\d,]+)/.exec((await line.textContent()) ?? "")?.[1] ?? "no amount";
}

/** Quotes are usually valid for thirty days, so thirty days less than that is today, by the demo's clock. */
async function beginToday(page: Page, locale: Locale): Promise<void> {
  const t = words(locale, "quotes");
  const today = new Date(`${await page.getByLabel(t("editor.validUntil")).inputValue()}T00:00:00Z`);
  today.setUTCDate(today.getUTCDate() - 30);
  await page.getByLabel(t("editor.startsOn")).fill(today.toISOString().slice(0, 10));
}
