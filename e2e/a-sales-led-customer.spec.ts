import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import type Stripe from "stripe";
import { type Locale, locales } from "@/lib/i18n/locales";

import { expectAccessible, sheetOf, signInAs } from "./support/acts";
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
    let invoice: Stripe.Invoice;

    test.beforeAll(async () => {
      rep = await newRep({ locale });
    });

    test("the rep creates the tenant, and its owner comes in by the mail", async ({ page, browser }) => {
      const t = words(locale, "tenantDesk");
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
      await expect(theirs.getByRole("button")).toHaveCount(0);
      await theirs.context().close();
    });

    test("the rep enters billing details and creates the payment account", async ({ page }) => {
      const t = words(locale, "paymentAccount");
      const details = words(locale, "billingDetails");
      await signInAs(page, rep);
      await page.goto(`${desk}/billing`);
      await page.getByRole("button", { name: details("enter") }).click();
      await sheetOf(page).locator("input[name=companyName]").fill(`${company.name} KK`);
      await sheetOf(page).locator("input[name=poNumber]").fill("PO-4711");
      await sheetOf(page)
        .getByRole("button", { name: words(locale, "common")("save") })
        .click();
      await expect(sheetOf(page)).toBeHidden();
      await page.goto(desk);
      await page.getByRole("button", { name: t("create.open") }).click();
      await sheetOf(page)
        .getByRole("button", { name: t("create.submit") })
        .click();
      await expect(page.getByText(/^cus_/)).toBeVisible();
    });

    test("the rep writes a quote and sends it to the owner", async ({ page }) => {
      const t = words(locale, "quotes");
      await signInAs(page, rep);
      await page.goto(`${desk}/quotes`);
      await page.getByRole("link", { name: t("acts.new") }).click();
      await page.getByRole("radio", { name: words(locale, "pricing")("page.intervals.year") }).click();
      await page.getByRole("radio", { name: t("editor.byChoba") }).click();
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
      quote = { number, amount: await quotedAmount(page) };
    });

    test("the owner accepts it, and has the license", async ({ page }) => {
      const t = words(locale, "quotes");
      await signInAs(page, owner);
      await page.goto(`/t/${company.slug}/quotes`);
      await page.getByRole("row", { name: new RegExp(quote.number) }).click();
      expect(await quotedAmount(page)).toBe(quote.amount);
      await page.getByRole("button", { name: t("answer.accept") }).click();
      await sheetOf(page)
        .getByRole("button", { name: new RegExp(escaped(quote.amount)) })
        .click();
      await page.getByRole("link", { name: t("answer.seeLicense") }).click();
      await expect(
        page.getByRole("region", { name: /^(License Information|ライセンス情報)$/ }),
      ).toContainText("Business");
    });

    test("Stripe has invoiced what was quoted; paid there, it is paid here", async ({ page }) => {
      const t = words(locale, "invoices");
      await signInAs(page, rep);
      await page.goto(desk);
      const customer = (await page.getByText(/^cus_/).first().textContent())?.trim() ?? "";
      await expect(async () => {
        const { data } = await sandboxStripe().invoices.list({ customer, status: "open" });
        expect(data).toHaveLength(1);
        invoice = data[0] as Stripe.Invoice;
      }).toPass();
      expect(`¥${invoice.total.toLocaleString("en-US")}`).toBe(quote.amount);
      expect(invoice.collection_method).toBe("send_invoice");

      await page.goto(`${desk}/invoices`);
      const row = page.getByRole("row", { name: new RegExp(invoice.number ?? "") });
      await expect(row).toContainText(quote.amount);
      await expect(row.getByRole("link", { name: t("inStripe") })).toHaveAttribute(
        "href",
        new RegExp(`/invoices/${invoice.id}$`),
      );
      await expectAccessible(page);

      await signInAs(page, owner);
      await page.goto(`/t/${company.slug}/invoices`);
      await expect(row).toContainText(quote.amount);
      const hosted = await row.getByRole("link", { name: t("pay") }).getAttribute("href");
      await page.goto(hosted ?? "");
      await expect(page.getByText(quote.amount).first()).toBeVisible();
      await sandboxStripe().invoices.pay(invoice.id, { paid_out_of_band: true });
      await page.goto(`/t/${company.slug}/invoices`);
      await expect(row).toContainText(t("statuses.paid"));

      await signInAs(page, rep);
      const transfer = words(locale, "activity")("actions.at_stripe.invoice_paid_out_of_band");
      await expect(async () => {
        await page.goto(`${desk}/activity`);
        await expect(page.getByText(transfer).first()).toBeVisible({ timeout: 1_000 });
      }).toPass();
    });
  });

/** Of the paper that is shown: "¥504,000". */
async function quotedAmount(page: Page): Promise<string> {
  const line = page.getByRole("article").locator("p", { hasText: /Quoted amount|御見積金額/ });
  const amount = /[¥￥][\d,]+/.exec((await line.textContent()) ?? "")?.[0] ?? "";
  expect(amount).toMatch(/\d/);
  return amount.replace("￥", "¥");
}

/** Quotes are usually valid for thirty days, so thirty days less than that is today, by the demo's clock. */
async function beginToday(page: Page, locale: Locale): Promise<void> {
  const t = words(locale, "quotes");
  const today = new Date(`${await page.getByLabel(t("editor.validUntil")).inputValue()}T00:00:00Z`);
  today.setUTCDate(today.getUTCDate() - 30);
  await page.getByLabel(t("editor.startsOn")).fill(today.toISOString().slice(0, 10));
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
