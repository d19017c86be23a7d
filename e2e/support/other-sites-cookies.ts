import type { Page } from "@playwright/test";

/** As a browser's own setting does; the switches of the command line for it have gone. */
export async function blockOtherSitesCookies(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCookieControls", { enableThirdPartyCookieRestriction: true });
}
