import { expect, test } from "vitest";
import type { Statement } from "@/lib/features/billing/statements/read-statements";
import { standingOf, stateOfStatement } from "./statement-rows";

type Made = [amountMinor: string, invoicedMinor: string | null];
const statement = (lines: Made[], isLinked: boolean): Statement => ({
  monthFrom: "2026-12-01",
  currency: "JPY",
  lines: lines.map(([amountMinor, invoiced], index) => ({
    id: String(index),
    line: {
      kind: "discount",
      name: { en: "x", ja: "x" },
      span: { from: "", until: "" },
      part: null,
      amountMinor,
    },
    invoiced: invoiced === null ? null : { number: "A-1", amountMinor: invoiced },
  })) as Statement["lines"],
  totalMinor: "0",
  invoicedMinor: "0",
  differenceMinor: "0",
  invoices: isLinked ? [{ id: "in_1", number: "A-1", dashboardUrl: "" }] : [],
});

test.each<[lines: Made[], isLinked: boolean, standings: string[], state: string]>([
  [
    [
      ["0", null],
      ["100", null],
    ],
    false,
    ["nothing", "waiting"],
    "open",
  ],
  [
    [
      ["0", null],
      ["100", null],
    ],
    true,
    ["nothing", "missing"],
    "open",
  ],
  [
    [
      ["0", null],
      ["100", "100"],
    ],
    true,
    ["nothing", "carried"],
    "done",
  ],
  [
    [
      ["50", "50"],
      ["100", null],
    ],
    true,
    ["carried", "missing"],
    "part",
  ],
  [
    [
      ["50", "50"],
      ["100", "90"],
    ],
    true,
    ["carried", "differs"],
    "differs",
  ],
])("%j, linked: %s", (lines, isLinked, standings, state) => {
  const made = statement(lines, isLinked);
  expect(made.lines.map((line) => standingOf(line, made))).toEqual(standings);
  expect(stateOfStatement(made)).toBe(state);
});
