import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, signInAs } from "./support/acts";

const rep = { email: "sales@choba.example" };
const columns =
  "slug,name,owner_email,owner_name,sales_model,currency,time_zone,language,company_name,country,postal_code,state,city,line1,tax_ids";
const row = (slug: string, taxId = "T1180301018771") =>
  `${slug},Asahi ${slug},hana@${slug}.example,Hana Asahi,sales_led,JPY,Asia/Tokyo,ja,朝日フーズ株式会社,JP,100-0001,東京都,千代田区,千代田1-1,jp_trn:${taxId}`;

test("a rep imports tenants from a spreadsheet: problems by row and column first, then all of it at once", async ({
  page,
}) => {
  const [one, two] = [`imp-${randomUUID().slice(0, 8)}`, `imp-${randomUUID().slice(0, 8)}`];
  await signInAs(page, rep);
  await page.goto("/console/tenants");
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Import tenants" })).toBeVisible();
  await page.getByLabel("Rows").fill([columns, row(one), row(two, "T1180301018772")].join("\n"));
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "1 problem" })).toBeVisible();
  const problem = page.getByRole("row").filter({ hasText: "tax_ids" });
  await expect(problem).toContainText("jp_trn:T1180301018772");
  await expect(problem.getByRole("rowheader")).toHaveText("3");
  await expectAccessible(page);

  await page.getByLabel("CSV file").setInputFiles({
    name: "tenants.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`\uFEFF${[columns, row(one), row(two)].join("\r\n")}\r\n`),
  });
  await expect(page.getByText("2 will be created")).toBeVisible();
  await page.getByRole("button", { name: "Import 2 tenants" }).click();
  await expect(page.getByText("2 created, 0 with new billing details, 0 unchanged.")).toBeVisible();
  await page.goto(`/console/tenants/${one}`);
  await expect(page.getByRole("heading", { level: 1, name: `Asahi ${one}` })).toBeVisible();
});

/** The page with a file of so many Japanese characters chosen. */
async function chooseFile(page: Page, characters: number): Promise<void> {
  await signInAs(page, rep);
  await page.goto("/console/tenants/import");
  await page.getByLabel("CSV file").setInputFiles({
    name: "tenants.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`slug\n${"帳".repeat(characters)}`),
  });
}

test("a long Japanese file arrives whole", async ({ page }) => {
  await chooseFile(page, 880_000);
  await expect(page.getByRole("alert").filter({ hasText: "problem" })).toBeVisible();
});

test("a file beyond the limit says so and is not sent", async ({ page }) => {
  await chooseFile(page, 900_000);
  await expect(page.getByText("At most 900000 characters.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Check" })).toBeDisabled();
});

test("support may not import", async ({ page }) => {
  await signInAs(page, { email: "support@choba.example" });
  await page.goto("/console/tenants");
  await expect(page.getByRole("heading", { level: 1, name: "Tenants" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Import", exact: true })).toHaveCount(0);
  await page.goto("/console/tenants/import");
  await expect(page.getByRole("heading", { level: 1, name: "There is no such page" })).toBeVisible();
});
