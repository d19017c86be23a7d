import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { retirePlan } from "@/lib/features/catalog/plans/publication/retire-plan";
import { systemContext } from "@/lib/features/foundation/context/context";
import {
  createAccount,
  enterCard,
  expectAccessible,
  expectLicense,
  expectNoSidewaysScroll,
  licenseCard,
  moveClock,
  openBilling,
  readIn,
  sheetOf,
  signInAs,
  visa,
} from "./support/acts";
import { endTenants, newTenant, sandboxStripe, type TestTenant } from "./support/tenant";
import { words } from "./support/words";

/*
 * A plan with a trial of ten days is published, tried with a card and without a charge, and then paid, or cancelled. The
 * plan is the spec's own and is taken off sale at the end, so that no other spec meets it.
 */
const mark = randomUUID().slice(0, 8);
const plan = `Team ${mark}`;
const admin = { email: "admin@choba.example" };
let key = "";

test.afterAll(async () => {
  if (key) await retirePlan(systemContext("e2e", new Date(), "e2e"), { key });
  await endTenants();
});

test.describe.configure({ mode: "serial" });

test("an administrator gives a plan a trial, and publishes it", async ({ page }) => {
  await signInAs(page, admin);
  await page.goto("/console/catalog");
  await page.getByRole("button", { name: "New plan" }).click();
  await sheetOf(page).getByLabel("Name (English)").fill(plan);
  key = await sheetOf(page).getByLabel("Key").inputValue();
  await sheetOf(page).getByRole("button", { name: "Create the draft" }).click();
  await page.waitForURL(`**/console/catalog/plans/${key}`);
  await page.getByLabel("Name (Japanese)").first().fill(plan);
  await page.getByRole("button", { name: "Base fee", exact: true }).last().click();
  await page.getByLabel("Fee a month").fill("3000");
  await page.getByLabel("Trial, in days").fill("400");
  await expect(page.getByText("At most 365.").first()).toBeVisible();
  await page.getByLabel("Trial, in days").fill("10");
  await expect(page.getByText("Nothing keeps this plan from being published.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Publish version 1…" }).click();
  await sheetOf(page).getByRole("button", { name: "Publish version 1" }).click();
  await expect(page.getByText("Version 1 on sale").first()).toBeVisible();
  await expect(page.getByText("10 days", { exact: true })).toBeVisible();
});

for (const locale of ["en", "ja"] as const)
  test.describe(locale, () => {
    const t = words(locale, "plans");
    const billing = words(locale, "billing");
    let tenant: TestTenant;
    let customer: string;

    test("the plan is tried: the card is taken, and nothing is charged", async ({ page }) => {
      tenant = await newTenant(locale);
      await signInAs(page, tenant.payer);
      await readIn(page, locale);
      await openBilling(page, tenant);
      customer = await createAccount(page);
      await page.goto(`/t/${tenant.slug}/billing/plans`);
      const card = page.getByRole("region", { name: plan });
      await expect(card).toContainText(t("trial.free", { days: 10 }));
      await expectAccessible(page);
      await card.getByRole("button", { name: t("buttons.trial", { plan }) }).click();
      const sheet = sheetOf(page);
      await expect(sheet.getByText(t("change.nothingNow"))).toBeVisible();
      await expect(sheet.getByRole("table")).toContainText(/[¥￥]/);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await sheet.getByRole("button", { name: t("change.buttons.trialCard") }).click();
      await page.waitForURL(/\/checkout\/cs_/);
      const note = locale === "ja" ? /^今回の請求はありません/ : /^Nothing is charged now/;
      await expect(page.getByText(note)).toBeVisible();
      await enterCard(page, visa);
      await page.waitForURL(/\/billing/);
      await expectLicense(page, plan, billing("license.states.trial"));
      await expect(licenseCard(page)).toContainText(
        locale === "ja" ? "無料でご利用中です" : "Free of charge.",
      );
      await expectAccessible(page);
      expect(await charged(customer)).toEqual([]);
    });

    test("it can be cancelled, which says that nothing is charged, and taken back", async ({ page }) => {
      await openAsPayer(page);
      await licenseCard(page)
        .getByRole("button", { name: billing("license.cancel") })
        .click();
      await expect(sheetOf(page)).toContainText(billing("cancelLicense.trialNoCharge"));
      await expectAccessible(page);
      await sheetOf(page)
        .getByRole("button", { name: billing("cancelLicense.submit") })
        .click();
      await expectLicense(page, plan, billing("license.states.ends"));
      await licenseCard(page)
        .getByRole("button", { name: billing("license.resume") })
        .click();
      await expectLicense(page, plan, billing("license.states.trial"));
    });

    test("staff see that it is a trial", async ({ page }) => {
      await signInAs(page, admin);
      await readIn(page, locale);
      await page.goto(`/console/tenants?state=trial&q=${encodeURIComponent(tenant.name)}`);
      const row = page.getByRole("row", { name: new RegExp(tenant.name) });
      await expect(row).toContainText(billing("license.states.trial"));
    });

    if (locale === "en")
      test("at its end it is paid, like a renewal", async ({ page }) => {
        await openAsPayer(page);
        await moveClock(page, /period’s end/);
        await expectLicense(page, plan, billing("license.states.active"));
        await expect.poll(async () => (await charged(customer)).length).toBe(1);
      });
    else
      test("cancelled, it ends in Free, and is not offered a second time", async ({ page }) => {
        await openAsPayer(page);
        await licenseCard(page)
          .getByRole("button", { name: billing("license.cancel") })
          .click();
        await sheetOf(page)
          .getByRole("button", { name: billing("cancelLicense.submit") })
          .click();
        await expectLicense(page, plan, billing("license.states.ends"));
        await moveClock(page, /期間の終わり/);
        await expectLicense(page, "Free", billing("license.states.free"));
        expect(await charged(customer)).toEqual([]);
        await page.goto(`/t/${tenant.slug}/billing/plans`);
        const card = page.getByRole("region", { name: plan });
        await expect(card).toContainText(t("trial.had_trial"));
        await card.getByRole("button", { name: t("buttons.purchase", { plan }) }).click();
        await expect(sheetOf(page)).toContainText(t("change.noTrial.had_trial", { plan }));
      });

    async function openAsPayer(page: Page): Promise<void> {
      await signInAs(page, tenant.payer);
      await readIn(page, locale);
      await openBilling(page, tenant);
    }
  });

async function charged(customer: string): Promise<number[]> {
  const { data } = await sandboxStripe().charges.list({ customer });
  return data.filter(({ status }) => status === "succeeded").map(({ amount }) => amount);
}
