import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, signInAs } from "./support/acts";
import { anotherBrowser, invite } from "./support/mail";
import { newRep } from "./support/reps";
import { endTenants, newTenant } from "./support/tenant";

test.afterAll(endTenants);

test("somebody known here comes in by the keyboard: signs in with the address that stands there already, comes back, joins", async ({
  page,
  browser,
}) => {
  const [tenant, other] = [await newTenant(), await newTenant()];
  const known = other.member;
  await signInAs(page, tenant.owner);
  const address = await invite(page, tenant, known.email);

  const guest = await anotherBrowser(browser);
  await guest.goto(address);
  await expect(guest.getByText("This address is known here already.")).toBeVisible();
  await expect(guest.getByLabel("Your name")).toHaveCount(0);
  await expectAccessible(guest);
  const signIn = guest.getByRole("button", { name: "Sign in with this address" });
  await signIn.focus();
  await guest.keyboard.press("Enter");
  await guest.waitForURL(/\/sign-in\?/);
  const field = guest.getByRole("textbox", { name: /Email/ });
  await expect(field).toHaveValue(known.email);
  await expectAccessible(guest);
  await field.focus();
  await guest.keyboard.press("Enter");
  await expect(guest.getByText("Open the mailbox").or(guest.getByText(known.email)).first()).toBeVisible();

  // The mail's link brings them back to the invitation, not somewhere else.
  await guest.goto("/demo/mailbox");
  const link = guest
    .locator("article, li", { hasText: known.email })
    .first()
    .getByRole("link", { name: /sign-in\/link/ });
  await expect(link).toBeVisible();
  await guest.goto((await link.getAttribute("href")) ?? "");
  await guest.getByRole("button", { name: "Sign in", exact: true }).focus();
  await guest.keyboard.press("Enter");
  await guest.waitForURL(/\/invitations\//);
  await guest.getByRole("button", { name: `Join ${tenant.name}` }).focus();
  await guest.keyboard.press("Enter");
  await guest.waitForURL(new RegExp(`/t/${tenant.slug}$`));

  // Used: whoever has come in goes on to the tenant from here.
  await guest.goto(address);
  await expect(guest.getByRole("heading", { name: "This invitation has been used" })).toBeVisible();
  await guest.getByRole("link", { name: `Open ${tenant.name}` }).click();
  await guest.waitForURL(new RegExp(`/t/${tenant.slug}$`));
  await guest.context().close();
});

test("whoever is signed in as somebody else is told so before anything changes", async ({
  page,
  browser,
}) => {
  const [tenant, other] = [await newTenant(), await newTenant()];
  await signInAs(page, tenant.owner);
  const known = await invite(page, tenant, other.member.email);
  const email = `new-${randomUUID().slice(0, 8)}@e2e.example`;
  const unknown = await invite(page, tenant, email);

  const guest = await anotherBrowser(browser);
  await signInAs(guest, other.owner);
  await guest.goto(known);
  await expect(guest.getByText(`You are signed in as ${other.owner.email}.`)).toBeVisible();
  await expectAccessible(guest);
  await guest.getByRole("button", { name: "Sign in with this address" }).click();
  await expect(guest.getByRole("textbox", { name: /Email/ })).toHaveValue(other.member.email);
  await guest.goto("/console");
  await expect(guest).toHaveURL(/\/sign-in/);

  // The owner's session has ended with that.
  await signInAs(guest, other.payer);
  await guest.goto(unknown);
  await expect(guest.getByText(`You are signed in as ${other.payer.email}.`)).toBeVisible();
  await guest.getByLabel("Your name").fill("Newcomer");
  await guest.getByRole("button", { name: `Join ${tenant.name}` }).click();
  await guest.waitForURL(new RegExp(`/t/${tenant.slug}$`));
  await guest.goto(`/t/${tenant.slug}/members`);
  await expect(guest.getByRole("row", { name: /Newcomer \(you\)/ })).toBeVisible();
  await guest.context().close();
});

test("somebody who was hired since is told that staff join no tenant; a link of nobody's says so @phone", async ({
  page,
}) => {
  const tenant = await newTenant();
  const email = `hired-${randomUUID().slice(0, 8)}@e2e.example`;
  await signInAs(page, tenant.owner);
  const address = await invite(page, tenant, email);
  await signInAs(page, await newRep({ email }));
  await page.goto(address);
  await expect(page.getByRole("heading", { name: "You work at this desk" })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.goto("/invitations/nobodys");
  await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Go to your start page" })).toBeVisible();
});
