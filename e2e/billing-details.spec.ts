import { expect, type Page, test } from "@playwright/test";
import {
  aMomentMs,
  expectAccessible,
  expectNoSidewaysScroll,
  openBilling,
  sheetOf,
  signInAs,
  visa,
} from "./support/acts";
import { newRep, type TestRep } from "./support/reps";
import { endTenants, newTenant, sandboxStripe, type TestTenant } from "./support/tenant";

test.use({ locale: "ja-JP" });
test.afterAll(endTenants);

const card = (page: Page) => page.getByRole("region", { name: "請求先情報", exact: true });
/** One fact of the card, with who entered it. */
const fact = (page: Page, name: string) =>
  card(page)
    .locator("dl > div")
    .filter({ has: page.locator("dt", { hasText: name }) });

async function openDesk(page: Page, tenant: TestTenant): Promise<void> {
  await page.goto(`/console/tenants/${tenant.slug}/billing`);
  await expect(card(page)).toBeVisible();
}

async function enterAsRep(page: Page, tenant: TestTenant): Promise<void> {
  await openDesk(page, tenant);
  await page.getByRole("button", { name: "請求先情報を入力" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("会社名").fill("楓食品株式会社");
  await sheet.getByLabel("担当者名").fill("佐藤 花");
  // Japan's own order: postal code, prefecture, town, street, building.
  const order = await sheet
    .locator("[name=postalCode], [name=state], [name=city], [name=line1], [name=line2]")
    .evaluateAll((controls) => controls.map((control) => control.getAttribute("name")));
  expect(order).toEqual(["postalCode", "state", "city", "line1", "line2"]);
  await sheet.getByLabel("郵便番号").fill("1500001");
  await sheet.getByLabel("都道府県").selectOption({ label: "東京都" });
  await sheet.getByLabel("市区町村").fill("渋谷区");
  await sheet.getByLabel("町名・番地").fill("神宮前1-2-3");
  await sheet.getByLabel("電話番号").fill("03-1234-5678");
  await sheet.getByLabel("社内メモ").fill("更新時に値引きの相談あり");
  await sheet.getByRole("button", { name: "税務番号を追加" }).click();
  await sheet.getByLabel("番号", { exact: true }).fill("T7000012050003");
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet.getByText("検査数字が合いません")).toBeVisible();
  await expect(sheet.getByLabel("会社名")).toHaveValue("楓食品株式会社");
  await sheet.getByLabel("番号", { exact: true }).fill("t7000012050002");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
}

test.describe("営業担当の代理入力と、支払担当者の確認", () => {
  test.describe.configure({ mode: "serial" });
  let tenant: TestTenant;
  let rep: TestRep;
  test.beforeAll(async () => {
    tenant = await newTenant("ja");
    rep = await newRep({ name: "森 健", locale: "ja", tenant });
  });

  test("営業担当が入力する", async ({ page }) => {
    await signInAs(page, rep);
    await enterAsRep(page, tenant);
    // All fields say the same, so it is said once.
    await expect(card(page).getByText("営業担当の森 健が代理で入力")).toHaveCount(1);
    await expect(card(page).getByText("未確認")).toHaveCount(1);
    await expect(fact(page, "住所")).toContainText("〒150-0001");
    await expect(fact(page, "税務番号")).toContainText("T7000012050002");
    await expect(fact(page, "社内メモ")).toContainText("値引き");
    await expect(card(page).getByRole("button", { name: /確認する/ })).toHaveCount(0);
    await expectAccessible(page);
  });

  test("支払担当者が一つを確認し、一つを修正する", async ({ page }) => {
    await signInAs(page, tenant.payer);
    await page.goto("/demo/mailbox");
    await expect(page.getByText(`${tenant.name}の請求先情報をご確認ください`)).toHaveCount(1);
    await openBilling(page, tenant);
    await expect(page.getByText("営業担当の森 健が請求先情報を入力しました。ご確認ください")).toBeVisible();
    await expect(page.getByText("値引き")).toHaveCount(0);
    await expectAccessible(page);
    await card(page).getByRole("button", { name: "会社名を確認する" }).click();
    await expect(fact(page, "会社名")).toContainText(`${tenant.payer.name}さんが確認`);
    await card(page).getByRole("button", { name: "編集" }).click();
    const sheet = sheetOf(page);
    await expect(sheet.getByLabel("社内メモ")).toHaveCount(0);
    await sheet.getByLabel("電話番号").fill("03-8765-4321");
    await sheet.getByRole("button", { name: "保存" }).click();
    await expect(fact(page, "電話番号")).toContainText("03-8765-4321");
    await expect(fact(page, "電話番号")).not.toContainText("未確認");
    await page.getByRole("button", { name: "すべて確認する" }).click();
    await expect(page.getByText("請求先情報を入力しました。ご確認ください")).toHaveCount(0);
  });

  test("営業担当が、誰が確認したかを見る", async ({ page }) => {
    await signInAs(page, rep);
    await openDesk(page, tenant);
    await expect(card(page).getByText(`${tenant.payer.name}さんが確認`)).toHaveCount(1);
    await expect(fact(page, "会社名")).not.toContainText(`${tenant.payer.name}さん`);
    await expect(fact(page, "電話番号")).toContainText(`${tenant.payer.name}さんが入力`);
    await expect(card(page).getByText("未確認")).toHaveCount(0);
  });
});

test.describe("両方で変更された項目", () => {
  test.describe.configure({ mode: "serial" });
  let tenant: TestTenant;
  let customer: string;
  const phone = (page: Page) => page.getByRole("region", { name: "2つの内容：電話番号" });
  const company = (page: Page) => page.getByRole("region", { name: "2つの内容：会社名" });

  test("二つの内容が並んで示され、Stripeの内容は残る", async ({ page }) => {
    tenant = await newTenant("ja");
    await signInAs(page, tenant.payer);
    await openBilling(page, tenant);
    await page.getByRole("button", { name: "支払アカウントを作成" }).click();
    await sheetOf(page).getByRole("button", { name: "支払アカウントを作成" }).click();
    customer = (await page.getByText(/^cus_/).textContent())?.trim() ?? "";
    await signInAs(page, await newRep({ name: "森 健", locale: "ja", tenant }));
    await enterAsRep(page, tenant);
    await expect(card(page).getByText("Stripeと一致")).toBeVisible();

    // Somebody edits the customer in Stripe while the form is open here, from before.
    await card(page).getByRole("button", { name: "編集" }).click();
    const sheet = sheetOf(page);
    await sheet.getByLabel("電話番号").fill("03-1111-1111");
    await sheet.getByLabel("会社名").fill("楓ホールディングス株式会社");
    const changed = { phone: "03-9999-9999", business_name: "Kaede KK" };
    await sandboxStripe().customers.update(customer, changed);
    await sheet.getByRole("button", { name: "保存" }).click();
    await expect(async () => {
      await page.reload();
      await expect(phone(page)).toBeVisible({ timeout: aMomentMs });
      await expect(company(page)).toBeVisible({ timeout: aMomentMs });
    }).toPass();
    await expectAccessible(page);
    expect(await sandboxStripe().customers.retrieve(customer)).toMatchObject(changed);
  });

  test("項目ごとに選ぶまで上書きされない", async ({ page }) => {
    await signInAs(page, tenant.payer);
    await openBilling(page, tenant);
    await expect(page.getByText("請求先情報の2件の項目が、ChobaとStripeで異なっています")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "電話番号：Chobaの内容を残す" }).click();
    await expect(phone(page)).toHaveCount(0);
    await page.getByRole("button", { name: "会社名：Stripeの内容にする" }).click();
    await expect(company(page)).toHaveCount(0);
    await expect(fact(page, "会社名")).toContainText("Kaede KK");
    await expect
      .poll(() => sandboxStripe().customers.retrieve(customer))
      .toMatchObject({ phone: "03-1111-1111", business_name: "Kaede KK" });
  });
});

test("カード番号は支払いについての文章に入力できず、他の営業担当は編集できない", async ({ page }) => {
  const tenant = await newTenant("ja");
  const rep = await newRep({ name: "森 健", locale: "ja", tenant });
  const other = await newRep({ name: "林 恵", locale: "ja" });
  await signInAs(page, rep);
  await openDesk(page, tenant);
  await page.getByRole("button", { name: "請求先情報を入力" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("会社名").fill("楓食品株式会社");
  for (const name of ["支払条件", "社内メモ"]) await sheet.getByLabel(name).fill(visa);
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet.getByText(/カード番号/)).toHaveCount(2);
  for (const name of ["支払条件", "社内メモ"]) {
    await expect(sheet.getByLabel(name)).toHaveAttribute("aria-invalid", "true");
    await sheet.getByLabel(name).fill("");
  }
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  await expect(card(page)).toContainText("楓食品株式会社");
  await expect(card(page)).toContainText("未入力です：郵便番号");

  await signInAs(page, other);
  await openDesk(page, tenant);
  await expect(card(page)).toContainText("楓食品株式会社");
  await expect(card(page).getByRole("button", { name: "編集" })).toHaveCount(0);
});

test("@phone 携帯電話の幅でも入力できる", async ({ page }) => {
  const tenant = await newTenant("ja");
  const rep = await newRep({ name: "森 健", locale: "ja", tenant });
  await signInAs(page, rep);
  await enterAsRep(page, tenant);
  await expectNoSidewaysScroll(page);
});
