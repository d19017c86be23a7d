import { defineConfig, devices } from "@playwright/test";
import { findBrowser, launchArgs } from "./server/bootstrap/browser.mjs";
import { freePort } from "./server/bootstrap/ports.mjs";

// Chosen once; the workers read this file again and inherit the answer.
process.env.CHOBA_TEST_URL ??= `http://localhost:${await freePort(4300)}`;

const PHONE = /@phone/;

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./tests/support/browser-setup.ts",
  outputDir: "test-results",
  // The demo's clock is one for all: specs take turns.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env.CHOBA_TEST_URL,
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
