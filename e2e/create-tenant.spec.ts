import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, sheetOf, signInAs } from "./support/acts";
import { anotherBrowser, invitationFor } from "./support/mail";

const ken = { email: "sales@choba.example" };
const aya = { email: "aya@choba.example" };

const languages = [
  {
    locale: "en-US",
    create: "Create tenant",
    name: "Name of the company",
    email: "Owner’s email address",
    owner: "Owner’s name",
    submit: "Create the tenant and mail its owner",
    model: "Sales-led",
    enter: /^Sign in to /,
    used: "This invitation has been used",
    subject: (name: string) => `${name} is ready for you`,
  },
  {
    locale: "ja-JP",
    create: "テナントを作成",
    name: "会社名",
    email: "オーナーのメールアドレス",
    owner: "オーナーの名前",
    submit: "テナントを作成してオーナーに連絡",
    model: "営業担当経由",
    enter: /にサインイン$/,
    used: "この招待は使用済みです",
    subject: (name: string) => `${name}のご用意ができました`,
  },
];

for (const words of languages)
  test.describe(words.locale, () => {
    test.use({ locale: words.locale });

    test("a sales rep creates a sales-led tenant from nothing, and its owner comes in by the mail", async ({
      page,
      browser,
    }) => {
      const mark = randomUUID().slice(0, 8);
      const [name, email] = [`Sumida ${mark}`, `owner-${mark}@sumida.example`];
      await signInAs(page, ken);
      await page.goto("/console/tenants");
      await page.getByRole("button", { name: words.create }).click();
      const sheet = sheetOf(page);
      await sheet.getByRole("button", { name: words.submit }).click();
      // Every field that is missing says so, and nothing that was typed is lost.
      await expect(sheet.getByText(/Please fill this in|入力してください/).first()).toBeVisible();
      await sheet.getByLabel(words.name).fill(name);
      await expect(sheet.locator("input[name=slug]")).toHaveValue(`sumida-${mark}`);
      await sheet.getByLabel(words.email).fill(email);
      await sheet.getByLabel(words.owner).fill("Rei Sumida");
      await expect(sheet.getByText("Ken Mori")).toBeVisible();
      await expectAccessible(page);
      await sheet.getByRole("button", { name: words.submit }).click();
      await page.waitForURL(new RegExp(`/console/tenants/sumida-${mark}$`));
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await expect(page.getByText(words.model).first()).toBeVisible();

      const address = await invitationFor(page, email);
      await expect(page.getByText(words.subject(name))).toBeVisible();
      const owner = await anotherBrowser(browser, words.locale);
      await owner.goto(address);
      await expectAccessible(owner);
      await owner.getByRole("button", { name: words.enter }).click();
      await owner.waitForURL(new RegExp(`/t/sumida-${mark}$`));
      await expect(owner.getByRole("heading", { level: 1 })).toBeVisible();
      await owner.goto(address);
      await expect(owner.getByRole("heading", { name: words.used })).toBeVisible();
      await owner.context().close();
    });
  });

test("an address that is taken is said at its field, and the form stays as it was", async ({ page }) => {
  await signInAs(page, aya);
  await page.goto("/console/tenants");
  await page.getByRole("button", { name: "Create tenant" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Name of the company").fill("Kaede");
  await sheet.getByLabel("Owner’s email address").fill("somebody@kaede.example");
  await sheet.getByLabel("Owner’s name").fill("Somebody");
  await sheet.getByRole("button", { name: "Create the tenant and mail its owner" }).click();
  await expect(sheet.getByText("Another tenant has this address. Choose another one.")).toBeVisible();
  await expect(sheet.getByLabel("Owner’s name")).toHaveValue("Somebody");
});

test("another rep looks at the tenant and is offered nothing", async ({ page }) => {
  await signInAs(page, aya);
  await page.goto("/console/tenants/ginza/settings");
  await expect(page.getByText("The tenant’s own sales rep and SaaS admins can change it.")).toBeVisible();
  for (const name of ["Edit", "Change time zone", "Turn over to self-serve"])
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  await page.goto("/console/tenants/ginza/members");
  await expect(page.getByText("mei@ginza.example")).toBeVisible();
  await expect(page.getByRole("button", { name: /Invite|Remove|Change role/ })).toHaveCount(0);
  await expectAccessible(page);
});

test("a rep turns a tenant over to self-serve after reading what happens, and back", async ({ page }) => {
  await signInAs(page, ken);
  await page.goto("/console/tenants/shirakawa/settings");
  await page.getByRole("button", { name: "Turn over to self-serve" }).click();
  const sheet = sheetOf(page);
  await expect(sheet.getByText(/can buy from the \d+ plans on sale in JPY/)).toBeVisible();
  await expect(sheet.getByText(/白川 葵 \(aoi@shirakawa.example\)/)).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Make it self-serve" }).click();
  await expect(page.getByRole("button", { name: "Turn over to the sales team" })).toBeVisible();
  await page.getByRole("button", { name: "Turn over to the sales team" }).click();
  await sheet.getByRole("button", { name: "Make it sales-led" }).click();
  await expect(page.getByRole("button", { name: "Turn over to self-serve" })).toBeVisible();
});

test("what the payer has reserved stands in the way, and is said", async ({ page }) => {
  await signInAs(page, aya);
  await page.goto("/console/tenants/aoba/settings");
  await page.getByRole("button", { name: "Turn over to the sales team" }).click();
  const sheet = sheetOf(page);
  await expect(sheet.getByText("Not possible now")).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Make it sales-led" })).toBeDisabled();
});

test("@phone a tenant is created, managed and set on a phone", async ({ page }) => {
  await signInAs(page, ken);
  await page.goto("/console/tenants");
  await page.getByRole("button", { name: "Create tenant" }).click();
  await expect(sheetOf(page)).toBeVisible();
  await expectNoSidewaysScroll(page);
  for (const side of ["members", "settings"]) {
    await page.goto(`/console/tenants/ginza/${side}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
});
