// The test run: format and lint, types, Vitest, build, Playwright, and one line with the result.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { watchParent } from "./parent.mjs";
import { killPrograms } from "./program.mjs";
import { explain, sinceStart } from "./say.mjs";
import { playwrightCounts, vitestCounts } from "./test-counts.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const RESULTS = path.join(ROOT, "test-results");
const program = (...parts) => path.join(ROOT, "node_modules", ...parts);

let current;
let interrupted = false;

function interrupt() {
  interrupted = true;
  killPrograms();
  current?.kill("SIGTERM");
}

/** @returns {Promise<number>} its exit code; its output goes to the terminal. */
function run(script, args, env = {}) {
  return new Promise((resolve) => {
    if (interrupted) return resolve(1);
    current = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    current.once("error", () => resolve(1));
    current.once("exit", (code) => resolve(code ?? 1));
  });
}

const asTest = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

const formatAndLint = async () =>
  asTest(await run(program("@biomejs", "biome", "bin", "biome"), ["check", "."]));

async function types() {
  // Next generates the types of its routes; a fresh clone has none.
  const routes = await run(program("next", "dist", "bin", "next"), ["typegen"]);
  return asTest(routes || (await run(program("typescript", "bin", "tsc"), ["--noEmit"])));
}

async function vitest(args) {
  const report = path.join(RESULTS, "vitest.json");
  fs.rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run(program("vitest", "vitest.mjs"), ["run", ...reporters, ...args]);
  return vitestCounts(report, code);
}

async function build() {
  try {
    await ensureBuilt(ROOT, path.join(RESULTS, "logs")).all;
    return asTest(0);
  } catch (error) {
    console.error(explain(error));
    return asTest(1);
  }
}

async function playwright(args, browser) {
  // Not in test-results, which Playwright empties first.
  const report = path.join(ROOT, "build", "playwright.json");
  fs.rmSync(report, { force: true });
  const env = {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    ...(browser.executablePath && { CHOBA_BROWSER: browser.executablePath }),
  };
  const cli = program("@playwright", "test", "cli.js");
  const code = await run(cli, ["test", "--reporter=list,json", ...args], env);
  return playwrightCounts(report, code);
}

/** @returns {{ unit: boolean, e2e: boolean, rest: string[] }} which parts to run; `rest` is passed on. */
export function chooseTests(args) {
  const only = args.filter((arg) => arg === "--unit" || arg === "--e2e");
  return {
    unit: only.length === 0 || only.includes("--unit"),
    e2e: only.length === 0 || only.includes("--e2e"),
    rest: args.filter((arg) => !only.includes(arg)),
  };
}

function finish(total) {
  console.log(`\nTook ${sinceStart()}.`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 && !interrupted ? 0 : 1);
}

/** @param {string[]} args */
export async function testAll(args) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, interrupt);
  watchParent(interrupt);
  const { unit, e2e, rest } = chooseTests(args);
  const total = { passed: 0, failed: 0 };
  const part = async (title, work) => {
    if (interrupted) return { passed: 0, failed: 0 };
    console.log(`\n=== ${title} ===\n`);
    const counts = await work();
    total.passed += counts.passed;
    total.failed += counts.failed;
    console.log(
      `\n${title}: ${counts.passed} passed, ${counts.failed} failed (${sinceStart()} since the start)`,
    );
    return counts;
  };

  let browser;
  try {
    await ensureInstalled(ROOT, path.join(ROOT, "build", "logs"));
    if (e2e) browser = ensureBrowser(ROOT);
  } catch (error) {
    console.error(explain(error));
    return finish({ passed: 0, failed: 1 });
  }
  if (e2e && !browser) {
    console.error(
      'The browser tests need Chromium or Chrome: install one (or run "npx playwright install chromium"), or run "npm test -- --unit" without them.',
    );
    return finish({ passed: 0, failed: 1 });
  }
  if (unit) {
    await part("Format and lint", formatAndLint);
    await part("Types", types);
    await part("Unit, integration, scenario and architecture tests", () => vitest(e2e ? [] : rest));
  }
  if (e2e) {
    const built = await part("Build", build);
    if (built.failed === 0) await part("Browser tests", () => playwright(unit ? [] : rest, browser));
  }
  finish(total);
}
