// `npm run test:stripe`: checks every claim of tests/stripe-behaviour against the sandbox and against real
// Stripe in test mode, and shows where the two differ. Only archived products and prices stay in the account.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const UNVERIFIED = " [unverified]";

/** Why the suite cannot run with this key; null when it can. */
function refusal(key) {
  if (!key) return "Set STRIPE_TEST_KEY to a test key (sk_test_…) of a Stripe account; nothing was run.";
  if (/^(sk|rk)_test_\w+$/.test(key)) return null;
  return "STRIPE_TEST_KEY must begin with sk_test_ or rk_test_: this suite makes and cancels things; nothing was run.";
}

/** Runs the suite one file at a time, as Stripe counts requests per second; gives Vitest's report, or null. */
async function report(args) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "choba-stripe-"));
  const file = path.join(folder, "report.json");
  const vitest = path.join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const options = ["--no-file-parallelism", "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
  const child = spawn(process.execPath, [vitest, "run", "tests/stripe-behaviour", ...options, ...args], {
    cwd: ROOT,
    env: { ...process.env, CHOBA_ASK_STRIPE: "1" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => child.kill(signal));
  await new Promise((resolve) => child.once("close", resolve));
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The result of each claim: `{ title, sandbox, Stripe, why }`, in the order of the suite. */
export function results({ testResults }) {
  const claims = new Map();
  for (const { assertionResults } of testResults) {
    for (const { ancestorTitles, title, status, failureMessages } of assertionResults) {
      const [target] = ancestorTitles;
      if ((target !== "sandbox" && target !== "Stripe") || !["passed", "failed"].includes(status)) continue;
      const claim = claims.get(title) ?? { title, sandbox: "not asked", Stripe: "not asked", why: [] };
      claim[target] = status === "passed" ? "holds" : "differs";
      const [why = ""] = failureMessages;
      if (status === "failed") claim.why.push(`${target}: ${why.split("\n")[0]}`);
      claims.set(title, claim);
    }
  }
  return [...claims.values()];
}

/**
 * @returns {string} claim → sandbox → Stripe, then the differences and the claims that nobody has verified.
 */
export function table(claims) {
  const width = Math.min(120, Math.max(5, ...claims.map(({ title }) => title.length)));
  const row = (title, sandbox, stripe) => `${title.padEnd(width)}  ${sandbox.padEnd(9)}  ${stripe}`;
  const lines = [
    row("Claim", "Sandbox", "Stripe"),
    ...claims.map((claim) => row(claim.title, claim.sandbox, claim.Stripe)),
  ];
  const why = claims.flatMap((claim) => claim.why.map((reason) => `  ${claim.title}\n    ${reason}`));
  if (why.length > 0) lines.push("", "Differences:", ...why);
  const doubtful = claims.filter(({ title }) => title.endsWith(UNVERIFIED));
  if (doubtful.length > 0)
    lines.push(
      "",
      "Claims that no documentation settles:",
      ...doubtful.map((claim) => `  ${claim.title.slice(0, -UNVERIFIED.length)}: ${claim.Stripe} at Stripe`),
    );
  return lines.join("\n");
}

async function main() {
  const why = refusal(process.env.STRIPE_TEST_KEY);
  if (why) {
    console.error(why);
    return 1;
  }
  const found = await report(process.argv.slice(2));
  if (!found) {
    console.error("The suite ended without a report.");
    return 1;
  }
  const claims = results(found);
  console.log(`\n${table(claims)}`);
  // A file that could not be started has no claims of its own.
  const isClean = found.success && claims.length > 0 && claims.every((claim) => claim.why.length === 0);
  return isClean ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();
