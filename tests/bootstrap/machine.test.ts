import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bearableWorkers, limitMs, slowness } from "@/server/bootstrap/machine.mjs";
import { binariesOf, oldestOnMachine } from "@/server/bootstrap/postgres-binaries.mjs";
import { chooseTests } from "@/server/bootstrap/tests.mjs";

const before = process.env.CHOBA_TEST_SLOWNESS;
let place: string;
beforeEach(() => {
  place = mkdtempSync(path.join(os.tmpdir(), "choba-machine-"));
});
afterEach(() => {
  if (before !== undefined) process.env.CHOBA_TEST_SLOWNESS = before;
  rmSync(place, { recursive: true });
});

test("limits grow with the slowness that the run has measured", () => {
  process.env.CHOBA_TEST_SLOWNESS = "2.5";
  expect(limitMs(1_000)).toBe(2_500);
});

test("slowness is measured once, is 1 at least, and is handed on to the processes of the run", () => {
  delete process.env.CHOBA_TEST_SLOWNESS;
  const measured = slowness();
  expect(measured).toBeGreaterThanOrEqual(1);
  expect(process.env.CHOBA_TEST_SLOWNESS).toBe(String(measured));
  expect(slowness()).toBe(measured);
});

test("there is one worker at least, and not more than cores or memory bear", () => {
  expect(bearableWorkers(0.001)).toBe(Math.min(8, os.availableParallelism()));
  expect(bearableWorkers(0.001, 1)).toBe(1);
  expect(bearableWorkers(1_000_000)).toBe(1);
});

test("of the PostgreSQLs on a machine the oldest from 14 on is taken, if its programs are there", () => {
  for (const name of ["9.6", "13", "15", "17"]) {
    mkdirSync(path.join(place, name, "bin"), { recursive: true });
    writeFileSync(path.join(place, name, "bin", "initdb"), "");
  }
  mkdirSync(path.join(place, "14", "bin"), { recursive: true });
  expect(oldestOnMachine(place)).toEqual({ version: 15, folder: path.join(place, "15", "bin") });
  expect(oldestOnMachine(path.join(place, "none"))).toBe(undefined);
});

test("a folder without PostgreSQL's programs is refused by name", () => {
  expect(() => binariesOf(place)).toThrow(`${place} holds no programs of PostgreSQL`);
});

test("without a word everything runs; a part is named, and the rest is handed on", () => {
  expect(chooseTests([])).toEqual({ unit: true, e2e: true, long: false, rest: [] });
  expect(chooseTests(["--unit", "lib/csv"])).toEqual({
    unit: true,
    e2e: false,
    long: false,
    rest: ["lib/csv"],
  });
  expect(chooseTests(["--long"])).toEqual({ unit: true, e2e: true, long: true, rest: [] });
});
