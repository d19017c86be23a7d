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

/**
 * @returns {Counts} Errors outside of any test count as one failure each. A test that passes only when it is tried again
 *   has passed; the runner lists it as flaky.
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
