import { readFile } from "node:fs/promises";
import path from "node:path";
import { env } from "node:process";
import { expect, type Page, test } from "@playwright/test";
import {
  choosePlan,
  createAccount,
  enterCard,
  expectLicense,
  openBilling,
  sheetOf,
  signInAs,
  visa,
} from "./support/acts";
import { endTenants, newTenant, sandboxStripe, sandboxUrl } from "./support/tenant";

// kill -9 of each process between each step of a purchase: the same end, charged once.
test.describe.configure({ timeout: 240_000 });
test.afterAll(endTenants);

const parts = ["web", "worker", "sandbox", "postgres"] as const;
/** What a killed process had begun is taken over when its claim has run out (25 seconds) and the next sweep has come by. */
const untilTakenOver = 90_000;
type Part = (typeof parts)[number];

for (const part of parts)
  test(`${part} killed between the steps of a purchase`, async ({ page }) => {
    const tenant = await newTenant();
    await signInAs(page, tenant.payer);
    await openBilling(page, tenant);

    const customer = await createAccount(page);
    await kill(part, page);

    await reopenBilling(page, tenant);
    await page.getByRole("link", { name: "Purchase license" }).click();
    await choosePlan(page, "Purchase Starter");
    await sheetOf(page)
      .getByRole("button", { name: /^Continue to Stripe/ })
      .click();
    await page.waitForURL(/\/checkout\/cs_/);
    await kill(part, page);

    await page.reload();
    await enterCard(page, visa);
    await kill(part, page);

    await reopenBilling(page, tenant);
    await expectLicense(page, "Starter", "Active", untilTakenOver);
    await kill(part, page);

    await reopenBilling(page, tenant);
    await expectLicense(page, "Starter", "Active", untilTakenOver);
    const stripe = sandboxStripe();
    const subscriptions = await stripe.subscriptions.list({ customer, status: "all" });
    expect(subscriptions.data).toHaveLength(1);
    const charges = await stripe.charges.list({ customer });
    expect(charges.data.filter((charge) => charge.status === "succeeded")).toHaveLength(1);
  });

/** A page that asked a database on its death bed may fail, and says so; asking again is enough. */
async function reopenBilling(page: Page, tenant: { slug: string }): Promise<void> {
  await expect(() => openBilling(page, tenant)).toPass({ timeout: 60_000 });
}

/** Kills one process and waits until another stands in its place and everything answers again. */
async function kill(part: Part, page: Page): Promise<void> {
  const before = await pidOf(part);
  process.kill(before, "SIGKILL");
  await expect.poll(() => pidOf(part).catch(() => before), { timeout: 60_000 }).not.toBe(before);
  await expect.poll(() => answers(() => page.request.get("/api/health")), { timeout: 60_000 }).toBe(true);
  await expect
    .poll(() => answers(() => page.request.get(`${sandboxUrl()}/_control/clock`)), { timeout: 60_000 })
    .toBe(true);
}

async function answers(ask: () => Promise<{ ok(): boolean }>): Promise<boolean> {
  return ask().then(
    (answer) => answer.ok(),
    () => false,
  );
}

async function pidOf(part: Part): Promise<number> {
  const file = part === "postgres" ? "postgres/cluster/postmaster.pid" : `run/${part}.pid`;
  return Number.parseInt(await readFile(path.join(env.CHOBA_TEST_DATA_DIR ?? "", file), "utf8"), 10);
}
