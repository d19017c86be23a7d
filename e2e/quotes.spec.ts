import { readFile } from "node:fs/promises";
import { type Download, expect, type Page, test } from "@playwright/test";
import { extractText, getDocumentProxy } from "unpdf";
import {
  aMomentMs,
  expectAccessible,
  expectNoSidewaysScroll,
  moveClock,
  pick,
  sheetOf,
  signInAs,
} from "./support/acts";
import { newRep } from "./support/reps";
import { endTenants, newTenant, type TestTenant } from "./support/tenant";

test.afterAll(endTenants);

const rep = { email: "sales@choba.example" };

/** From an estimate with 10 % off to a saved draft for the tenant. */
async function draftFromEstimate(page: Page, tenant: TestTenant): Promise<void> {
  await signInAs(page, rep);
  await page.goto("/console/prices?currency=JPY&plan=business&use.mau=6000&off=10%25&tax=jp-consumption");
  await page.getByRole("button", { name: /^(Make a quote|見積書を作成)$/ }).click();
  await sheetOf(page)
    .getByLabel(/^(Tenant|テナント)$/)
    .fill(tenant.name);
  await sheetOf(page).getByRole("link", { name: tenant.name }).click();
  await expect(page.getByRole("heading", { level: 2, name: /^(New quote|新しい見積書)$/ })).toBeVisible();
}

async function saveAndSend(page: Page, tenant: TestTenant): Promise<string> {
  await page.getByRole("button", { name: /^(Save draft|下書きを保存)$/ }).click();
  await expect(page.getByRole("heading", { name: /Draft of a quote|見積書の下書き/ })).toBeVisible();
  await page.getByRole("button", { name: new RegExp(tenant.payer.name) }).click();
  await sheetOf(page)
    .getByRole("button", { name: /^(Send|送付)$/ })
    .click();
  const heading = page.getByRole("heading", { level: 2, name: /Q-\d{4}-\d{4}/ });
  await expect(heading).toBeVisible();
  return /Q-\d{4}-\d{4}/.exec((await heading.textContent()) ?? "")?.[0] ?? "";
}

/** Opens the newest mail's link, as the payment administrator would. */
async function openFromMail(page: Page, tenant: TestTenant, number: string): Promise<void> {
  await page.context().clearCookies();
  await signInAs(page, tenant.payer);
  await expect(async () => {
    await page.goto("/demo/mailbox");
    await expect(page.locator("details", { hasText: number }).first()).toBeVisible({ timeout: aMomentMs });
  }).toPass();
  const mail = page.locator("details", { hasText: number }).filter({ hasText: tenant.payer.email }).first();
  await mail.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/t/${tenant.slug}/quotes/quo_`));
}

async function wordsOf(download: Download): Promise<string> {
  const bytes = await readFile(await download.path());
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  const { text } = await extractText(pdf, { mergePages: true });
  return text.normalize("NFKC").replace(/\s+/g, "");
}

async function download(page: Page, label: string): Promise<Download> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: label }).click(),
  ]);
  return file;
}

test.describe("from the estimator to the license", () => {
  test.describe.configure({ mode: "serial" });
  const agreed = ["¥10,000/month instead of ¥12,000/month", "6,000 users instead of 5,000 users"];
  let tenant: TestTenant;
  let number: string;
  let total: string;
  let address: string;
  let publicAddress: string;

  test("the rep makes a quote of an estimate, negotiates, and sends it", async ({ page }) => {
    tenant = await newTenant("en", "sales_led");
    await draftFromEstimate(page, tenant);
    const preview = page.getByRole("region", { name: "Preview" });
    await expect(preview).toContainText("-¥1,800");
    await expectAccessible(page);

    // A discount that is none is refused at its field, and not left out.
    const percentOff = page.getByLabel("Percent off");
    await percentOff.fill("");
    await page.getByRole("button", { name: "Save draft" }).click();
    await expect(percentOff).toBeFocused();
    await percentOff.fill("10");

    // What is negotiated is asked for as in a contract: a fee, and an allowance that holds everything estimated.
    await expect(preview).toContainText("excess");
    await page.getByText(/^Negotiated prices and limits/).click();
    const fee = page.getByLabel(/^Price a month/).first();
    await fee.fill("cheap");
    await expect(preview).toContainText("The price appears here once this is mended");
    await fee.fill("10,000");
    await page
      .getByRole("group", { name: "Monthly active users" })
      .getByLabel("Included", { exact: true })
      .fill("6,000");
    await expect(preview).toContainText("¥10,000");
    await expect(preview).not.toContainText("excess");
    // It needs a reason, and what was typed stays.
    await page.getByRole("button", { name: "Save draft" }).click();
    await expect(page.getByText("Please fill this in.")).toBeVisible();
    await page.getByLabel("Reason").fill("Three years with us");
    await page.getByLabel("Notes").fill("Prices hold for the whole period.");
    const firstDay = page.getByLabel("First day");
    // At once: the first day of a month that has begun.
    await firstDay.fill((await firstDay.inputValue()).replace(/^\d{4}/, (year) => String(Number(year) - 1)));
    await page.getByRole("combobox", { name: "Length" }).click();
    await pick(page.getByRole("option", { name: "36 months" }));
    number = await saveAndSend(page, tenant);
    await expect(page.getByText("Three years with us")).toBeVisible();
    await expectAccessible(page);
    publicAddress = (await page.getByRole("link", { name: "/q/…" }).getAttribute("href")) ?? "";
  });

  test("the payer opens it from the mail, and the PDF says the same", async ({ page }) => {
    await openFromMail(page, tenant, number);
    await expectAccessible(page);
    await expect(page.getByText("Three years with us")).toHaveCount(0);
    const paper = page.getByRole("article");
    address = page.url();
    total =
      /¥[\d,]+/.exec((await paper.locator("p", { hasText: "Quoted amount" }).textContent()) ?? "")?.[0] ?? "";
    expect(total).toMatch(/^¥/);
    const file = await download(page, "Download PDF");
    expect(file.suggestedFilename()).toContain(number);
    const words = await wordsOf(file);
    for (const shown of [number, total, "¥10,000", "Pricesholdforthewholeperiod."])
      expect(words).toContain(shown);
    for (const term of agreed) {
      await expect(paper).toContainText(term);
      expect(words).toContain(term.replaceAll(" ", ""));
    }
  });

  test("the payer accepts, and has the license", async ({ page }) => {
    await signInAs(page, tenant.payer);
    await page.goto(address);
    await page.getByRole("button", { name: "Accept the quote" }).click();
    await expect(sheetOf(page)).toContainText(`${tenant.name} has the Business license at once`);
    await sheetOf(page)
      .getByRole("button", { name: `Accept for ${total} a month` })
      .click();
    await expect(page.getByText(/^Accepted on/)).toBeVisible();
    await page.getByRole("link", { name: "See the license" }).click();
    await expect(page.getByRole("region", { name: "License Information" })).toContainText("Business");
  });

  test("the desk's license tab has it, too", async ({ page }) => {
    await signInAs(page, rep);
    await page.goto(`/console/tenants/${tenant.slug}/license`);
    await expect(page.getByRole("main")).toContainText("Business");
    await expect(page.getByRole("main")).toContainText("Three years with us");
  });

  test("who holds the link sees it without signing in, and nothing to answer any more", async ({ page }) => {
    await page.goto(publicAddress);
    await expect(page.getByRole("heading", { level: 1, name: `Quote ${number}` })).toBeVisible();
    for (const term of agreed) await expect(page.getByRole("article")).toContainText(term);
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
    await expect(page.getByRole("link", { name: "Sign in to answer" })).toHaveCount(0);
    await expectAccessible(page);
  });
});

test("a quote is declined with a reason, and the rep revises it", async ({ page }) => {
  const tenant = await newTenant("en", "sales_led");
  await draftFromEstimate(page, tenant);
  const number = await saveAndSend(page, tenant);
  const desk = page.url();
  await openFromMail(page, tenant, number);
  await page.getByRole("button", { name: "Decline" }).click();
  await sheetOf(page).getByLabel("Reason").fill("We need 20 % off");
  await sheetOf(page).getByRole("button", { name: "Decline the quote" }).click();
  await expect(sheetOf(page)).toHaveCount(0);
  await expect(page.getByText(/^Declined on/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Accept the quote" })).toHaveCount(0);

  await page.context().clearCookies();
  await signInAs(page, rep);
  await page.goto(desk);
  await expect(page.getByText("We need 20 % off")).toBeVisible();
  await page.getByRole("button", { name: "Revise" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Edit the draft" })).toBeVisible();
  const revised = await saveAndSend(page, tenant);
  expect(revised).not.toBe(number);

  // The two lead to each other, at the desk and for the customer.
  const revisions = page.getByRole("region", { name: "Revisions" });
  await expect(revisions).toContainText(`In place of ${number}`);
  await expectAccessible(page);
  await revisions.getByRole("link", { name: number }).click();
  await expect(page.getByRole("heading", { level: 2, name: `Quote ${number}` })).toBeVisible();
  await expect(revisions.getByRole("link", { name: revised })).toBeVisible();
  await openFromMail(page, tenant, revised);
  await revisions.getByRole("link", { name: number }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Quote ${number}` })).toBeVisible();
  await page.getByRole("link", { name: "Open the newer quote" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Quote ${revised}` })).toBeVisible();
});

test("a quote past its last day cannot be accepted", async ({ page }) => {
  const tenant = await newTenant("en", "sales_led");
  await draftFromEstimate(page, tenant);
  // Thirty days are usual: thirty days less are today.
  const validUntil = page.getByLabel("Valid until the end of");
  const last = new Date(`${await validUntil.inputValue()}T00:00:00Z`);
  last.setUTCDate(last.getUTCDate() - 30);
  await validUntil.fill(last.toISOString().slice(0, 10));
  const number = await saveAndSend(page, tenant);
  await openFromMail(page, tenant, number);
  await expect(page.getByRole("button", { name: "Accept the quote" })).toBeVisible();
  await moveClock(page, "+1 day");
  await page.reload();
  await expect(page.getByText(/^It was valid until/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Accept the quote" })).toHaveCount(0);
});

test("a self-serve tenant becomes sales-led before it is sent a quote", async ({ page }) => {
  const tenant = await newTenant("en", "self_serve");
  await draftFromEstimate(page, tenant);
  const obstacle = page.getByText("This tenant is self-serve and cannot accept a quote yet");
  await expect(obstacle).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("heading", { name: "Draft of a quote" })).toBeVisible();
  await expect(obstacle).toBeVisible();
  await expect(page.getByRole("button", { name: /^Send to/ })).toHaveCount(0);
  const draft = page.url();

  await page.getByRole("link", { name: "Change the sales model" }).click();
  await expect(page).toHaveURL(/\/settings$/);
  await page.getByRole("button", { name: "Switch to sales-led" }).click();
  await sheetOf(page).getByRole("button", { name: "Make it sales-led" }).click();
  await expect(sheetOf(page)).toHaveCount(0);
  await page.goto(draft);
  await expect(obstacle).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Send to/ })).toBeVisible();
});

test("what is withdrawn is over, its link too; another rep looks and touches nothing", async ({ page }) => {
  const tenant = await newTenant("en", "sales_led");
  await draftFromEstimate(page, tenant);
  await saveAndSend(page, tenant);
  const desk = page.url();
  const publicAddress = (await page.getByRole("link", { name: "/q/…" }).getAttribute("href")) ?? "";

  const other = await newRep({ tenant });
  await page.reload();
  await expect(page.getByRole("article")).toBeVisible();
  for (const act of ["Revise", "Turn into the license"])
    await expect(page.getByRole("button", { name: act })).toHaveCount(0);
  await page.getByRole("button", { name: "More acts" }).click();
  await expect(page.getByRole("menuitem", { name: "See as the customer does" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Withdraw" })).toHaveCount(0);
  await page.goto(`/console/tenants/${tenant.slug}/quotes/new`);
  await expect(page.getByRole("heading", { level: 1, name: "There is no such page" })).toBeVisible();

  await page.context().clearCookies();
  await signInAs(page, other);
  await page.goto(desk);
  await page.getByRole("button", { name: "More acts" }).click();
  await pick(page.getByRole("menuitem", { name: "Withdraw" }));
  await sheetOf(page).getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByText("Withdrawn").first()).toBeVisible();
  await page.context().clearCookies();
  expect((await page.goto(publicAddress))?.status()).toBe(404);
});

test.describe("日本語", () => {
  test.use({ locale: "ja-JP" });

  test("見積書を送り、書面の承諾をライセンスに反映する", async ({ page }) => {
    const tenant = await newTenant("ja", "sales_led");
    await draftFromEstimate(page, tenant);
    await page.getByLabel("備考").fill("消費税率の変更があった場合は、変更後の税率を適用します。");
    await expectAccessible(page);
    const number = await saveAndSend(page, tenant);
    const paper = page.getByRole("article");
    await expect(paper.getByRole("heading", { level: 2, name: "御見積書" })).toBeVisible();
    for (const words of [`${tenant.name} 御中`, "見積番号", "御見積金額", "有効期限", "件名", "備考"])
      await expect(paper).toContainText(words);
    const file = await download(page, "PDFをダウンロード");
    expect(file.suggestedFilename()).toBe(`見積書_${number}_${tenant.name}.pdf`);
    expect(await wordsOf(file)).toContain("消費税率の変更があった場合は、変更後の税率を適用します。");

    await page.getByRole("button", { name: "ライセンスに反映" }).click();
    await sheetOf(page).getByLabel("書面の内容").fill("注文書 4711");
    await sheetOf(page).getByRole("button", { name: "書面による承諾としてライセンスに反映" }).click();
    await expect(page.getByText("書面により承諾")).toBeVisible();
    await page.goto("/console/quotes?state=accepted");
    await expect(page.getByRole("row", { name: new RegExp(number) })).toBeVisible();
    await expectAccessible(page);
  });

  test("期限までに承諾できる @phone", async ({ page }) => {
    const tenant = await newTenant("ja", "sales_led");
    await draftFromEstimate(page, tenant);
    await expectNoSidewaysScroll(page);
    const number = await saveAndSend(page, tenant);
    await expectNoSidewaysScroll(page);
    await openFromMail(page, tenant, number);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await expect(page.getByText(/まで承諾いただけます。$/)).toBeVisible();
  });
});
