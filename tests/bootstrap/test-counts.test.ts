import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import {
  passedAtSecondTry,
  playwrightCounts,
  playwrightFailures,
  vitestCounts,
  vitestFailures,
} from "@/server/bootstrap/test-counts.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "choba-counts-"));
afterAll(() => rmSync(folder, { recursive: true }));
const report = (content: object) => {
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
};

test("a test file that failed before its first test counts as failed", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] },
  ];
  const file = report({ numPassedTests: 4, numFailedTests: 1, testResults });
  expect(vitestCounts(file, 1)).toEqual({ passed: 4, failed: 2 });
});

test("browser tests that passed on a second try count as passed, errors outside of tests as failed", () => {
  const stats = { expected: 3, flaky: 1, unexpected: 2, skipped: 0 };
  expect(playwrightCounts(report({ stats, errors: [{}] }), 1)).toEqual({ passed: 4, failed: 3 });
});

test("a run that fails without a failed test has failed", () => {
  expect(vitestCounts(report({ numPassedTests: 4, numFailedTests: 0, testResults: [] }), 1).failed).toBe(1);
  expect(playwrightCounts(report({ stats: { expected: 3 } }), 130).failed).toBe(1);
});

test("a run that leaves no report has failed, even if it says it went well", () => {
  expect(vitestCounts(path.join(folder, "none.json"), 0)).toEqual({ passed: 0, failed: 1 });
  expect(playwrightCounts(path.join(folder, "none.json"), 0)).toEqual({ passed: 0, failed: 1 });
});

test("what passed only at the second try is told by name", () => {
  const spec = (title: string, status: string) => ({ file: "plans.spec.ts", title, tests: [{ status }] });
  const nested = { specs: [spec("buys", "flaky")] };
  const suites = [{ specs: [spec("opens", "expected"), spec("breaks", "unexpected")], suites: [nested] }];
  expect(passedAtSecondTry(report({ suites }))).toEqual(["plans.spec.ts: buys"]);
  expect(passedAtSecondTry(path.join(folder, "none.json"))).toEqual([]);
});

test("what failed is told by file and title, with the beginning of its message without colors", () => {
  const testResults = [
    { name: "broken.test.ts", status: "failed", message: "no such module", assertionResults: [] },
    {
      name: "sums.test.ts",
      status: "failed",
      assertionResults: [
        {
          status: "failed",
          fullName: "adds up",
          failureMessages: ["\u001b[31mexpected 3\u001b[39m\nto be 4"],
        },
        { status: "passed", fullName: "subtracts" },
      ],
    },
  ];
  expect(vitestFailures(report({ testResults }))).toEqual([
    "broken.test.ts\n    no such module",
    "sums.test.ts: adds up\n    expected 3\n    to be 4",
  ]);
  const tried = {
    status: "unexpected",
    projectName: "phone",
    results: [{}, { error: { message: "not there" } }],
  };
  const suites = [{ specs: [{ file: "plans.spec.ts", title: "buys", tests: [tried] }] }];
  expect(playwrightFailures(report({ suites, errors: [{ message: "no server" }] }))).toEqual([
    "Outside of a test\n    no server",
    "plans.spec.ts [phone]: buys\n    not there",
  ]);
  expect(vitestFailures(path.join(folder, "none.json"))).toEqual([]);
});
