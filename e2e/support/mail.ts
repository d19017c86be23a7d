import { type Browser, expect, type Page } from "@playwright/test";

/** The address of the newest invitation in the demo's mailbox that was sent to this person. */
export async function invitationFor(page: Page, email: string): Promise<string> {
  await page.goto("/demo/mailbox");
  const link = page
    .locator("article, li", { hasText: email })
    .first()
    .getByRole("link", { name: /\/invitations\// });
  // Mails are sent by the worker; the page looks again while it is open.
  await expect(link).toBeVisible({ timeout: 20_000 });
  return (await link.getAttribute("href")) ?? "";
}

/** A browser of somebody else's, signed in as nobody. */
export async function anotherBrowser(browser: Browser, locale = "en-US"): Promise<Page> {
  const context = await browser.newContext({ locale, timezoneId: "Asia/Tokyo" });
  return context.newPage();
}
