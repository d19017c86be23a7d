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

/** The browser tests of a report, whatever describes them. */
function browserSpecs(file) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  return (read(file)?.suites ?? []).flatMap(specs);
}

/** @returns {string[]} The titles of the browser tests that passed only when they were tried again. */
export function passedAtSecondTry(file) {
  return browserSpecs(file)
    .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
    .map(({ file: name, title }) => `${name}: ${title}`);
}

const COLORS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
const LINES_OF_A_FAILURE = 12;

/** A failure as a list shows it: where, and the beginning of what was said. */
function failure(where, message = "") {
  const lines = message.replace(COLORS, "").split("\n").slice(0, LINES_OF_A_FAILURE);
  return [where, ...lines.map((line) => `    ${line}`)].join("\n");
}

/** @returns {string[]} What failed in Vitest, by file and title, with the beginning of its message. */
export function vitestFailures(file) {
  return (read(file)?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (status === "failed" && failed.length === 0) return [failure(name, message)];
    return failed.map(({ fullName, failureMessages }) =>
      failure(`${name}: ${fullName}`, failureMessages?.[0]),
    );
  });
}

/** @returns {string[]} What failed in the browser, by file and title, with the beginning of its message. */
export function playwrightFailures(file) {
  const outside = (read(file)?.errors ?? []).map(({ message }) => failure("Outside of a test", message));
  const specs = browserSpecs(file).flatMap(({ file: name, title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected")
      .map(({ projectName, results }) =>
        failure(`${name} [${projectName}]: ${title}`, results?.at(-1)?.error?.message),
      ),
  );
  return [...outside, ...specs];
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
