import { readFile } from "node:fs/promises";
import path from "node:path";
import { env } from "node:process";
import { expect, type Page, test } from "@playwright/test";
import { limitMs } from "../server/bootstrap/machine.mjs";
import { isLong } from "../tests/support/long";
import {
  aMomentMs,
  choosePlan,
  createAccount,
  enterCard,
  expectLicense,
  licenseCard,
  openBilling,
  sheetOf,
  signInAs,
  visa,
} from "./support/acts";
import { endTenants, newTenant, sandboxStripe, sandboxUrl } from "./support/tenant";

// kill -9 between the steps of a purchase: the same end, charged once. `npm run test:long` kills each process at each
// step, all other runs each process once.
test.describe.configure({ timeout: limitMs(480_000) });
test.afterAll(endTenants);

type Part = "web" | "worker" | "sandbox" | "postgres";
type Four = [Part, Part, Part, Part];
const victims: Record<string, Four> = isLong
  ? {
      web: ["web", "web", "web", "web"],
      worker: ["worker", "worker", "worker", "worker"],
      sandbox: ["sandbox", "sandbox", "sandbox", "sandbox"],
      postgres: ["postgres", "postgres", "postgres", "postgres"],
    }
  : { "each process once": ["worker", "postgres", "sandbox", "web"] };
/** What a killed process had begun is taken over when its claim has run out (25 seconds) and the next sweep has come by. */
const untilTakenOver = limitMs(120_000);
const untilBack = limitMs(120_000);

for (const [name, [first, second, third, fourth]] of Object.entries(victims))
  test(`${name}: killed between the steps of a purchase`, async ({ page }) => {
    const tenant = await newTenant();
    await signInAs(page, tenant.payer);
    await openBilling(page, tenant);

    const customer = await createAccount(page);
    await kill(first, page);

    await reopenBilling(page, tenant);
    await page.getByRole("link", { name: "Purchase license" }).click();
    await choosePlan(page, "Purchase Starter");
    await sheetOf(page)
      .getByRole("button", { name: /^Continue to Stripe/ })
      .click();
    await page.waitForURL(/\/checkout\/cs_/);
    await kill(second, page);

    await page.reload();
    await enterCard(page, visa);
    await kill(third, page);

    await reopenBilling(page, tenant);
    await expectLicense(page, "Starter", "Active", untilTakenOver);
    await kill(fourth, page);

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
  await expect(async () => {
    await page.goto(`/t/${tenant.slug}/billing`);
    await expect(licenseCard(page)).toBeVisible({ timeout: aMomentMs });
  }).toPass({ timeout: untilBack });
}

/** Kills one process and waits until another stands in its place and everything answers again. */
async function kill(part: Part, page: Page): Promise<void> {
  const before = await pidOf(part);
  process.kill(before, "SIGKILL");
  await expect.poll(() => pidOf(part).catch(() => before), { timeout: untilBack }).not.toBe(before);
  await expect.poll(() => answers(() => page.request.get("/api/health")), { timeout: untilBack }).toBe(true);
  await expect
    .poll(() => answers(() => page.request.get(`${sandboxUrl()}/_control/clock`)), { timeout: untilBack })
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
