// How many tests passed and failed, from the reports of Vitest and Playwright.
import fs from "node:fs";

/** @typedef {{ passed: number, failed: number }} Counts */

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** A run that ended with an error or left no report counts as failed, whatever else is known. */
function withExit(report, counts, exitCode) {
  return (exitCode !== 0 || !report) && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @returns {Counts} A file that failed before its first test counts as one failure. */
export function vitestCounts(file, exitCode) {
  const report = read(file);
  const broken = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  const failed = (report?.numFailedTests ?? 0) + broken.length;
  return withExit(report, { passed: report?.numPassedTests ?? 0, failed }, exitCode);
}

/** @returns {string[]} The titles of the browser tests that passed only when they were tried again. */
export function passedAtSecondTry(file) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  return (read(file)?.suites ?? [])
    .flatMap(specs)
    .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
    .map(({ file: name, title }) => `${name}: ${title}`);
}

/**
 * @returns {Counts} Errors outside of any test count as one failure each. A test that passes only when it is tried again
 *   has passed; `passedAtSecondTry` names it.
 */
export function playwrightCounts(file, exitCode) {
  const report = read(file);
  const { expected = 0, flaky = 0, unexpected = 0 } = report?.stats ?? {};
  return withExit(
    report,
    { passed: expected + flaky, failed: unexpected + (report?.errors?.length ?? 0) },
    exitCode,
  );
}
