import { defineConfig, devices } from "@playwright/test";
import { findBrowser, launchArgs } from "./server/bootstrap/browser.mjs";
import { bearableWorkers, limitMs } from "./server/bootstrap/machine.mjs";
import { freePort } from "./server/bootstrap/ports.mjs";
import { takeTestSite } from "./tests/support/test-site";

/** Each worker has a Choba of its own, with a browser beside it: more than there are cores would only wait. */
const mostWorkers = bearableWorkers(2, 4);

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
  // A spec that passes only at the second try is a defect. The whole run tries again all the same (server/bootstrap/tests.mjs).
  retries: 0,
  // Far above what is needed: a spec waits for what happens, and these only end what hangs.
  timeout: limitMs(180_000),
  expect: { timeout: limitMs(45_000) },
  reporter: [["list"]],
  use: {
    baseURL: takeTestSite()?.url,
    actionTimeout: limitMs(60_000),
    // Without moving pictures, which cost more than the pages themselves; the page at each step is kept.
    trace: { mode: "retain-on-failure", screenshots: false },
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
