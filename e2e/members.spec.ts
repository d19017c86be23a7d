import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, openBilling, pick, sheetOf, signInAs } from "./support/acts";
import { anotherBrowser, invitationFor, invite } from "./support/mail";
import { newRep } from "./support/reps";
import { endTenants, newTenant, type TestTenant } from "./support/tenant";

test.afterAll(endTenants);

test.describe("an invited admin", () => {
  test.describe.configure({ mode: "serial" });
  const email = `admin-${randomUUID().slice(0, 8)}@e2e.example`;
  const open = (page: Page) => page.getByRole("region", { name: "Invited, not here yet" });
  let tenant: TestTenant;
  let address: string;

  test("is invited by the owner, once the address is one", async ({ page }) => {
    tenant = await newTenant();
    await signInAs(page, tenant.owner);
    await page.goto(`/t/${tenant.slug}/members`);
    await page.getByRole("button", { name: "Invite a member" }).click();
    const sheet = sheetOf(page);
    await sheet.getByLabel("Email address").fill("nobody");
    await sheet.getByRole("button", { name: "Send the invitation" }).click();
    await expect(sheet.getByText("This is not an email address.")).toBeVisible();
    await sheet.getByLabel("Email address").fill(email);
    await sheet.getByRole("radio", { name: /^Admin/ }).click();
    await expectAccessible(page);
    await sheet.getByRole("button", { name: "Send the invitation" }).click();
    await expect(open(page).getByText(email)).toBeVisible();
    await expectAccessible(page);
    address = await invitationFor(page, email);
  });

  test("joins by the mail under their own name, once", async ({ page: admin }) => {
    await admin.goto(address);
    await expect(admin.getByText(`invites you to ${tenant.name} as an admin`)).toBeVisible();
    await admin.getByRole("button", { name: `Join ${tenant.name}` }).click();
    await expect(admin.getByText("Please fill this in.")).toBeVisible();
    await admin.getByLabel("Your name").fill("Nana Admin");
    await admin.getByRole("button", { name: `Join ${tenant.name}` }).click();
    await admin.waitForURL(new RegExp(`/t/${tenant.slug}$`));
    await admin.goto(`/t/${tenant.slug}/members`);
    // An admin manages everybody but the owner.
    await expect(admin.getByRole("button", { name: `Remove ${tenant.member.name}` })).toBeVisible();
    await expect(admin.getByRole("button", { name: `Remove ${tenant.owner.name}` })).toHaveCount(0);
    await admin.context().clearCookies();
    await admin.goto(address);
    await expect(admin.getByRole("heading", { name: "This invitation has been used" })).toBeVisible();
  });

  test("is among the members then, and nobody is awaited any more", async ({ page }) => {
    await signInAs(page, tenant.owner);
    await page.goto(`/t/${tenant.slug}/members`);
    await expect(page.getByRole("row", { name: /Nana Admin/ })).toContainText("Admin");
    await expect(open(page)).toHaveCount(0);
  });
});

test("somebody who is signed in joins another tenant with one click; a withdrawn link says so", async ({
  page,
  browser,
}) => {
  const [tenant, other] = [await newTenant(), await newTenant()];
  await signInAs(page, tenant.owner);
  const guest = await anotherBrowser(browser);
  await signInAs(guest, other.member);
  await guest.goto(await invite(page, tenant, other.member.email));
  await guest.getByRole("button", { name: `Join ${tenant.name}` }).click();
  await guest.waitForURL(new RegExp(`/t/${tenant.slug}$`));

  const withdrawn = await invite(page, tenant, other.owner.email);
  await page.goto(`/t/${tenant.slug}/members`);
  await page.getByRole("button", { name: `Withdraw the invitation of ${other.owner.email}` }).click();
  await sheetOf(page).getByRole("button", { name: "Withdraw the invitation" }).click();
  // While it is open, nothing behind it has a role.
  await expect(sheetOf(page)).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Invited, not here yet" })).toHaveCount(0);
  await guest.goto(withdrawn);
  await expect(guest.getByRole("heading", { name: "This invitation no longer holds" })).toBeVisible();
  await guest.context().close();
});

test("another payment administrator is named, leaves, and the owner succeeds; both are told", async ({
  page,
  browser,
}) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.owner);
  await openBilling(page, tenant);
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await sheetOf(page)
    .getByRole("radio", { name: new RegExp(tenant.member.name) })
    .click();
  await sheetOf(page).getByRole("button", { name: "Change payment administrator" }).click();
  await expect(page.getByText(tenant.member.email).first()).toBeVisible();

  const payer = await anotherBrowser(browser);
  await signInAs(payer, tenant.member);
  await payer.goto(`/t/${tenant.slug}/members`);
  await payer.getByRole("button", { name: "Leave this tenant" }).click();
  const dialog = sheetOf(payer);
  await expect(dialog.getByText("You are the payment administrator.")).toBeVisible();
  await expect(dialog.getByText(`${tenant.owner.name}, as the owner, takes over`)).toBeVisible();
  await expectAccessible(payer);
  await dialog.getByRole("button", { name: `Leave ${tenant.name}` }).click();
  // It was their only tenant: their sign-in has ended.
  await payer.waitForURL(/\/sign-in/);
  await payer.context().close();

  await page.goto(`/t/${tenant.slug}/members`);
  await expect(page.getByRole("row", { name: new RegExp(tenant.owner.name) })).toContainText(
    "Payment administrator",
  );
  await page.goto("/demo/mailbox");
  await expect(
    page.getByText(`${tenant.owner.name} is now the payment administrator of ${tenant.name}`),
  ).toBeVisible();
});

test("the payment administrator is removed, and whoever is named takes over", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.owner);
  await page.goto(`/t/${tenant.slug}/members`);
  await page.getByRole("button", { name: `Remove ${tenant.payer.name}` }).click();
  const dialog = sheetOf(page);
  await dialog.getByRole("combobox", { name: "Who takes over" }).click();
  await pick(page.getByRole("option", { name: new RegExp(tenant.member.name) }));
  await dialog.getByRole("button", { name: `Remove ${tenant.payer.name}` }).click();
  await expect(page.getByRole("row", { name: new RegExp(tenant.member.name) })).toContainText(
    "Payment administrator",
  );
  await expect(page.getByText(tenant.payer.email)).toHaveCount(0);
});

test("once an owner is here, the sales rep invites members only, and the form says why", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, await newRep({ tenant }));
  await page.goto(`/console/tenants/${tenant.slug}/members`);
  await expect(page.getByText("An owner has joined.")).toBeVisible();
  // Owner and payment administrator are the tenant's to remove; of roles there is none to give.
  await expect(page.getByRole("button", { name: /^Change the role/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Remove / })).toHaveText(["Remove"]);
  await expect(page.getByRole("button", { name: `Remove ${tenant.member.name}` })).toBeVisible();

  await page.getByRole("button", { name: "Invite a member" }).click();
  const sheet = sheetOf(page);
  await expect(sheet.getByText("You can invite members only")).toBeVisible();
  await expect(sheet.getByRole("radio")).toHaveCount(0);
  await expectAccessible(page);
  const email = `private-${randomUUID().slice(0, 8)}@e2e.example`;
  await sheet.getByLabel("Email address").fill(email);
  await sheet.getByRole("button", { name: "Send the invitation" }).click();
  const open = page.getByRole("region", { name: "Invited, not here yet" }).getByRole("listitem");
  await expect(open).toContainText(email);
  await expect(open.getByText("Member", { exact: true })).toBeVisible();

  // A SaaS admin still gives every role.
  await signInAs(page, { email: "admin@choba.example" });
  await page.goto(`/console/tenants/${tenant.slug}/members`);
  await page.getByRole("button", { name: "Invite a member" }).click();
  await expect(sheetOf(page).getByRole("radio")).toHaveCount(3);
});

test.describe("a sales rep", () => {
  test.describe.configure({ mode: "serial" });
  const admin = { email: "admin@choba.example" };
  const mark = randomUUID().slice(0, 8);
  const [email, name] = [`rep-${mark}@choba.example`, `Nobu ${mark}`];
  let address: string;

  test("is invited by an admin of the SaaS", async ({ page }) => {
    await signInAs(page, admin);
    await page.goto("/console/settings/staff");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Invite to the staff" }).click();
    await sheetOf(page).getByLabel("Email address").fill(email);
    await sheetOf(page).getByRole("button", { name: "Send the invitation" }).click();
    await expect(page.getByRole("region", { name: "Invited, not here yet" }).getByText(email)).toBeVisible();
    address = await invitationFor(page, email);
  });

  test("joins, creates a tenant, and finds the list of the staff closed", async ({ page: rep }) => {
    await rep.goto(address);
    await rep.getByLabel("Your name").fill(name);
    await rep.getByRole("button", { name: "Join the staff" }).click();
    await rep.waitForURL(/\/console$/);
    await rep.goto("/console/tenants");
    await rep.getByRole("button", { name: "Create tenant" }).click();
    await sheetOf(rep).getByLabel("Name of the company").fill(`Handed ${mark}`);
    await sheetOf(rep).getByLabel("Owner’s email address").fill(`owner-${mark}@handed.example`);
    await sheetOf(rep).getByLabel("Owner’s name").fill("Hana");
    await sheetOf(rep).getByRole("button", { name: "Create the tenant and mail its owner" }).click();
    await rep.waitForURL(new RegExp(`/console/tenants/handed-${mark}$`));
    await rep.goto("/console/settings/staff");
    await expect(rep.getByText("Only SaaS admins can change this list.")).toBeVisible();
    await expect(rep.getByRole("button", { name: /Invite|Remove/ })).toHaveCount(0);
  });

  test("is removed, is out at once, and another one has their tenants", async ({ page, browser }) => {
    const rep = await anotherBrowser(browser);
    await signInAs(rep, { email });
    await rep.goto("/console/tenants");
    await expect(rep.getByRole("heading", { level: 1, name: "Tenants" })).toBeVisible();

    await signInAs(page, admin);
    await page.goto("/console/settings/staff");
    await page.getByRole("button", { name: `Remove ${name}` }).click();
    const dialog = sheetOf(page);
    await dialog.getByRole("combobox", { name: /Who looks after their tenant/ }).click();
    await pick(page.getByRole("option", { name: /Aya Fujii/ }));
    await expectAccessible(page);
    await dialog.getByRole("button", { name: `Remove ${name}` }).click();
    // While it is open, nothing behind it has a role.
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("row", { name: new RegExp(name) })).toHaveCount(0);
    await rep.goto("/console/tenants");
    await expect(rep).toHaveURL(/\/sign-in/);

    await signInAs(rep, { email: "aya@choba.example" });
    await rep.goto(`/console/tenants/handed-${mark}/settings`);
    await expect(rep.getByRole("button", { name: "Edit", exact: true })).toBeVisible();
    await rep.context().close();
  });
});
