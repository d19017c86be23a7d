import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { brandColourProblem, surfaces } from "./brand-colour";

test.each([
  ["#d9480f", null],
  ["#1a73e8", null],
  ["#ffff00", "colour_light"],
  ["#101010", "colour_dark"],
  ["red", "colour"],
  ["#fff", "colour"],
  ["#1a73e8;background:url(x)", "colour"],
] as const)("%s: %s", (typed, problem) => {
  expect(brandColourProblem(typed)).toBe(problem);
});

test("is held against the surfaces that pages have", () => {
  const css = readFileSync(new URL("../../../app/globals.css", import.meta.url), "utf8");
  expect(css).toContain(`--color-surface: light-dark(${surfaces.light}, ${surfaces.dark})`);
});
