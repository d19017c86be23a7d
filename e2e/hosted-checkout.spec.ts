import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { systemContext } from "@/lib/features/foundation/context/context";
import { createApiKey } from "@/lib/features/people/api-keys/create-api-key";
import { enterCard, expectAccessible, expectNoSidewaysScroll, sheetOf, signInAs, visa } from "./support/acts";
import { anotherBrowser } from "./support/mail";
import { endTenants, newTenant } from "./support/tenant";

test.afterAll(endTenants);

const returnUrl = "https://shop.example/success";

/** The address of a new checkout, as the SaaS's own servers ask for it. */
async function openCheckout(request: APIRequestContext, rest: object = {}): Promise<string> {
  const made = await createApiKey(systemContext("e2e", new Date(), "e2e"), {
    name: "Shop",
    scopes: ["manage"],
  });
  if (!made.ok) throw new Error(made.refusal.code);
  const answer = await request.post("/api/v1/checkouts", {
    headers: { authorization: `Bearer ${made.value.secret}` },
    data: {
      product_cart: [
        {
          product_id: "prod_business.month",
          quantity: 1,
          addons: [
            { addon_id: "addon_business.seats", quantity: 2 },
            { addon_id: "addon_business.phone", quantity: 1 },
          ],
        },
      ],
      return_url: returnUrl,
      ...rest,
    },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return new URL((await answer.json()).checkout_url).pathname;
}

/** Stands for the sender's own page. */
const answerAt = (page: Page) =>
  page.route("https://shop.example/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>Thanks</h1>" }),
  );

async function mailedLink(page: Page, email: string): Promise<string> {
  await page.goto("/demo/mailbox");
  const link = page.locator("article, li", { hasText: email }).first().getByRole("link").last();
  await expect(link).toBeVisible();
  return (await link.getAttribute("href")) ?? "";
}

test("a stranger with a cart enters themselves, owns a tenant, pays the shown price, and comes back to the shop @phone", async ({
  page,
  request,
}) => {
  const email = `rei-${randomUUID().slice(0, 8)}@e2e.example`;
  const company = `Works ${email.slice(4, 12)}`;
  await answerAt(page);
  const address = await openCheckout(request, { customer: { email } });
  await page.goto(address);
  await expect(page.getByRole("region", { name: "Your order" })).toContainText("Business");
  await expect(page.getByLabel("Your email address")).toHaveValue(email);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Email me the link" }).click();
  await expect(page.getByText("Please fill this in.").first()).toBeVisible();
  await page.getByLabel("Your name").fill("Rei");
  await page.getByLabel("Company").fill(company);
  await page.getByRole("button", { name: "Email me the link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mailbox" })).toBeVisible();

  const link = await mailedLink(page, email);
  await page.goto(link);
  await expectAccessible(page);
  await page.getByRole("button", { name: `Go on with ${company}` }).click();
  await page.waitForURL(/\/billing\/plans\?/);
  const sheet = sheetOf(page);
  await expect(sheet.getByRole("button", { name: /^Continue to Stripe/ })).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole("button", { name: /^Continue to Stripe/ }).click();
  await enterCard(page, visa);
  await page.waitForURL(/shop\.example\/success\?subscription_id=lic_.*&status=active/);

  // Opened again it leads on at once.
  const again = await page.request.get(address, { maxRedirects: 0 });
  expect(again.headers().location).toContain(`${returnUrl}?subscription_id=lic_`);
});

test("a member who may buy opens their company's order by signing in; a colleague who may not is told whom to ask", async ({
  page,
  request,
  browser,
}) => {
  const tenant = await newTenant("ja");
  const address = await openCheckout(request, { customer: { customer_id: tenant.slug } });
  const guest = await anotherBrowser(browser, "ja-JP");
  await guest.goto(address);
  await expect(guest.getByRole("heading", { name: "この注文は会社に紐づいています" })).toBeVisible();
  await expectAccessible(guest);
  await guest.getByRole("link", { name: "サインイン" }).click();
  await guest.waitForURL(/\/sign-in\?/);
  await guest.context().close();

  await signInAs(page, tenant.member);
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(tenant.member.email)).toBeVisible();
});

test("an administrator chooses the id of a product", async ({ page, request }) => {
  await signInAs(page, { email: "admin@choba.example" });
  await page.goto("/console/catalog/products");
  await expectAccessible(page);
  const row = page.getByRole("row", { name: /prod_starter\.year/ });
  await row.getByRole("button", { name: /Change the id/ }).click();
  await sheetOf(page).getByLabel("Id", { exact: true }).fill("prod_starter_yearly");
  await sheetOf(page).getByRole("button", { name: "Save the id" }).click();
  await expect(page.getByRole("row", { name: /prod_starter_yearly/ })).toBeVisible();
  const address = await openCheckout(request, {
    product_cart: [{ product_id: "prod_starter_yearly", quantity: 1 }],
  });
  expect(address).toMatch(/^\/checkout\/cks_/);
});
