import { availableParallelism } from "node:os";
import { defineConfig, devices } from "@playwright/test";
import { findBrowser, launchArgs } from "./server/bootstrap/browser.mjs";
import { freePort } from "./server/bootstrap/ports.mjs";
import { takeTestSite } from "./tests/support/test-site";

/** Each worker has a Choba of its own, with a browser beside it: more than there are cores would only wait. */
const mostWorkers = Math.max(1, Math.min(2, availableParallelism()));

// Chosen once; the workers read this file again and inherit the answer.
process.env.CHOBA_TEST_URLS ??= JSON.stringify(await chooseAddresses());

async function chooseAddresses(): Promise<string[]> {
  const addresses = [];
  for (let place = 0; place < mostWorkers; place++)
    addresses.push(`http://localhost:${await freePort(4300 + 10 * place)}`);
  return addresses;
}

const PHONE = /@phone/;

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./tests/support/browser-setup.ts",
  outputDir: "test-results",
  workers: mostWorkers,
  // Within a spec one promise follows the other.
  fullyParallel: false,
  forbidOnly: true,
  // With a database, a Stripe and a browser for each of two workers on two cores, a page may once fail for want of time.
  // What fails twice is wrong; what passed only then is told apart, with what the processes said.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: takeTestSite()?.url,
    actionTimeout: 20_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    locale: "en-US",
    timezoneId: "Asia/Tokyo",
    launchOptions: { executablePath: findBrowser()?.executablePath, args: launchArgs() },
  },
  projects: [
    { name: "desktop", grepInvert: PHONE, use: { viewport: { width: 1280, height: 800 } } },
    { name: "phone", grep: PHONE, use: { ...devices["Pixel 7"] } },
  ],
});
