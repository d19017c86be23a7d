import { type Browser, expect, type Page } from "@playwright/test";
import { sheetOf } from "./acts";
import type { TestTenant } from "./tenant";

/** The address of the newest invitation in the demo's mailbox that was sent to this person. */
export async function invitationFor(page: Page, email: string): Promise<string> {
  await page.goto("/demo/mailbox");
  const link = page
    .locator("article, li", { hasText: email })
    .first()
    .getByRole("link", { name: /\/invitations\// });
  // Mails are sent by the worker; the page looks again while it is open.
  await expect(link).toBeVisible();
  return (await link.getAttribute("href")) ?? "";
}

/** The tenant's owner, who is signed in, invites a member; gives the address that was mailed. */
export async function invite(page: Page, tenant: Pick<TestTenant, "slug">, email: string): Promise<string> {
  await page.goto(`/t/${tenant.slug}/members`);
  await page.getByRole("button", { name: "Invite a member" }).click();
  await sheetOf(page).getByLabel("Email address").fill(email);
  await sheetOf(page).getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByRole("region", { name: "Invited, not here yet" }).getByText(email)).toBeVisible();
  return invitationFor(page, email);
}

/** A browser of somebody else's, signed in as nobody. */
export async function anotherBrowser(browser: Browser, locale = "en-US"): Promise<Page> {
  const context = await browser.newContext({ locale, timezoneId: "Asia/Tokyo" });
  return context.newPage();
}
