// The test run: format and lint, types, build, Vitest, Playwright, and one line that sums it up.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { cores, slowness } from "./machine.mjs";
import { watchParent } from "./parent.mjs";
import { oldestOnMachine } from "./postgres-binaries.mjs";
import { killPrograms } from "./program.mjs";
import { explain, sinceStart } from "./say.mjs";
import {
  passedAtSecondTry,
  playwrightCounts,
  playwrightFailures,
  vitestCounts,
  vitestFailures,
} from "./test-counts.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const BROWSER = new URL("./browser.mjs", import.meta.url).href;
const RESULTS = path.join(ROOT, "test-results");
const program = (...parts) => path.join(ROOT, "node_modules", ...parts);

/** Whoever runs now; an interruption ends them. */
const running = new Set();
let interrupted = false;
/** What failed, told once more at the end: a log of a run is often read from its end only. */
const failures = [];

function interrupt() {
  interrupted = true;
  killPrograms();
  for (const child of running) child.kill("SIGTERM");
}

/**
 * Runs one of our programs to its end. Its words go to the terminal, or to `quiet`, which keeps those of a part beside
 * another one until it has ended.
 * @param {{ env?: Record<string, string>, quiet?: string[] }} [options]
 * @returns {Promise<number>} its exit code.
 */
function run(script, args, { env = {}, quiet } = {}) {
  return new Promise((resolve) => {
    if (interrupted) return resolve(1);
    const words = quiet ? "pipe" : "inherit";
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: ["ignore", words, words],
    });
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => quiet.push(`${chunk}`));
    const end = (code) => {
      running.delete(child);
      resolve(code ?? 1);
    };
    child.once("error", () => end(1));
    child.once("close", end);
  });
}

const asTest = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

const formatAndLint = async (quiet) =>
  asTest(await run(program("@biomejs", "biome", "bin", "biome"), ["check", "."], { quiet }));

async function types(quiet) {
  // Next writes the types of its routes; a fresh clone has none.
  const routes = await run(program("next", "dist", "bin", "next"), ["typegen"], { quiet });
  return asTest(routes || (await run(program("typescript", "bin", "tsc"), ["--noEmit"], { quiet })));
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

async function vitest(name, args, env) {
  const report = path.join(RESULTS, `${name}.json`);
  fs.rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run(program("vitest", "vitest.mjs"), ["run", ...reporters, ...args], { env });
  failures.push(...vitestFailures(report));
  return vitestCounts(report, code);
}

async function playwright(args, browser, env = {}) {
  // Not in test-results, which Playwright empties first.
  const report = path.join(ROOT, "build", "playwright.json");
  fs.rmSync(report, { force: true });
  const cli = program("@playwright", "test", "cli.js");
  // One spec that a busy machine trips must not hide what the other thousands show. It is told by name, to be mended.
  // The pages at each step are kept at that second try only: keeping them costs a sixteenth of the time.
  const again = args.some((each) => each.startsWith("--retries"))
    ? []
    : ["--retries=1", "--trace=on-first-retry"];
  const code = await run(cli, ["test", "--reporter=list,json", ...again, ...args], {
    env: {
      ...env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      ...(browser.executablePath && { CHOBA_BROWSER: browser.executablePath }),
    },
  });
  for (const title of passedAtSecondTry(report))
    console.log(`A defect of the test or the product: "${title}" passed only at the second try.`);
  failures.push(...playwrightFailures(report));
  return playwrightCounts(report, code);
}

/**
 * Which parts to run; the rest is handed on. `long`: instead of all tests those that kill processes, at each step.
 * @returns {{ unit: boolean, e2e: boolean, long: boolean, rest: string[] }}
 */
export function chooseTests(args) {
  const flags = ["--unit", "--e2e", "--long"];
  const only = args.filter((arg) => arg === "--unit" || arg === "--e2e");
  return {
    unit: only.length === 0 || only.includes("--unit"),
    e2e: only.length === 0 || only.includes("--e2e"),
    long: args.includes("--long"),
    rest: args.filter((arg) => !flags.includes(arg)),
  };
}

/** The sum of all parts, and how each is shown. */
function createTotal() {
  const total = { passed: 0, failed: 0 };

  /** Does one part: its title before, its counts behind. A part beside another one says all of it at its end. */
  async function part(title, work, isBeside = false) {
    if (interrupted) return { passed: 0, failed: 0 };
    const quiet = isBeside ? [] : undefined;
    if (!quiet) console.log(`\n=== ${title} ===\n`);
    const named = failures.length;
    const counts = await work(quiet);
    if (counts.failed > 0 && (quiet || failures.length === named)) failures.push(title);
    total.passed += counts.passed;
    total.failed += counts.failed;
    const said = quiet ? `\n=== ${title} ===\n\n${quiet.join("")}` : "";
    console.log(
      `${said}\n${title}: ${counts.passed} passed, ${counts.failed} failed (${sinceStart()} since the start)`,
    );
    return counts;
  }

  function finish() {
    if (failures.length > 0) console.log(`\n=== Failed ===\n\n${failures.join("\n\n")}`);
    console.log(`\nTook ${sinceStart()}.`);
    console.log(`${total.passed} passed, ${total.failed} failed`);
    process.exit(total.failed === 0 && !interrupted ? 0 : 1);
  }
  return { total, part, finish };
}

/** Installs a browser where there is none, in a process of its own: that may take a while, and its words come at once. */
async function installBrowser(quiet) {
  if (findBrowser()) return;
  const code = `import(${JSON.stringify(BROWSER)}).then((browser) => browser.ensureBrowser(${JSON.stringify(ROOT)}))`;
  await run("--input-type=module", ["--eval", code], { quiet });
  if (quiet) console.log(quiet.join(""));
}

const noBrowser =
  'The browser tests need Chromium or Chrome: install one (or run "npx playwright install chromium"), or run "npm test -- --unit" without them.';

async function browserTests(args, env) {
  const browser = findBrowser();
  if (browser) return playwright(args, browser, env);
  console.error(noBrowser);
  return asTest(1);
}

/** What shows whether the product's SQL is understood by the oldest PostgreSQL that this machine has. */
const ofThePostgres = ["--project", "database", "drizzle/", "tests/access/"];

const oneAfterAnother = "--no-file-parallelism";
/** Whole processes, which are killed: they need the machine for themselves. */
const killedProcesses = [
  "tests/scenarios/killed-between-steps.test.ts",
  "tests/scenarios/usage-closes-killed.test.ts",
];

/** What chance needs many turns to show, and what takes its time: killed processes, and the benches whole. */
async function testLong({ unit, e2e, part, specs }) {
  const env = { CHOBA_TEST_LONG: "1" };
  if (e2e) {
    await installBrowser();
    const { failed } = await part("Build", build);
    const all = ["e2e/killed-at-any-moment.spec.ts", ...specs];
    if (failed === 0) await part("Killed between the steps of a purchase", () => browserTests(all, env));
  }
  if (!unit) return;
  const many = [
    "orders-under-faults.test.ts",
    "hours-of-a-renewal.test.ts",
    "models/",
    "random-years.test.ts",
    "usage-closes-under-faults.test.ts",
  ];
  const files = [
    "tests/metering/killed.test.ts",
    "tests/simulator/",
    "tests/years/",
    ...many.map((each) => `tests/scenarios/${each}`),
  ];
  await part("Random faults, and every day and zone", () => vitest("long", files, env));
  await part("Processes killed between the steps of orders, renewals and closes", () =>
    vitest("long-killed", [...killedProcesses, oneAfterAnother], env),
  );
  await part("Benches", async () => asTest(await run(path.join(ROOT, "tests", "bench", "run.mjs"), [])));
}

/** @param {string[]} args */
export async function testAll(args) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, interrupt);
  watchParent(interrupt);
  const { unit, e2e, long, rest } = chooseTests(args);
  const { total, part, finish } = createTotal();
  try {
    await ensureInstalled(ROOT, path.join(ROOT, "build", "logs"));
  } catch (error) {
    console.error(explain(error));
    total.failed = 1;
    return finish();
  }
  // Measured before anything else takes the cores; whoever is started reads it.
  slowness();
  if (long) {
    await testLong({ unit, e2e, part, specs: rest });
    return finish();
  }

  let built;
  /** What needs a core and waits for nobody, beside the tests, which often wait. */
  const beside = async () => {
    const isBeside = unit && cores() > 1;
    if (unit) {
      await part("Format and lint", formatAndLint, isBeside);
      await part("Types", types, isBeside);
    }
    if (e2e) built = await part("Build", build, isBeside);
  };
  const tests = async () => {
    if (!unit) return;
    const given = e2e ? [] : rest;
    const others = given.length === 0 ? killedProcesses.flatMap((file) => ["--exclude", file]) : given;
    await part("Unit, integration, scenario and architecture tests", () => vitest("vitest", others));
    if (given.length === 0)
      await part("Processes killed between the steps of orders, renewals and closes", () =>
        vitest("vitest-killed", [...killedProcesses, oneAfterAnother]),
      );
    const postgres = given.length === 0 && !process.env.CHOBA_TEST_POSTGRES && oldestOnMachine();
    if (!postgres) return;
    const env = { CHOBA_TEST_POSTGRES: postgres.folder };
    await part(`Migration and access on PostgreSQL ${postgres.version}`, () =>
      vitest("vitest-postgres", ofThePostgres, env),
    );
  };
  const browser = async () => {
    if (e2e) await installBrowser(unit ? [] : undefined);
  };
  if (cores() > 1) await Promise.all([browser(), beside(), tests()]);
  else for (const work of [browser, beside, tests]) await work();
  if (built?.failed === 0) await part("Browser tests", () => browserTests(unit ? [] : rest));
  finish();
}
