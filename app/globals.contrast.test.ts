import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");

/** Colour tokens as [light, dark], read from the one file that defines them. */
const tokens = new Map(
  [
    ...css.matchAll(/--color-([a-z-]+): (?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}));/g),
  ].map(([, name = "", light, dark, both]) => [name, [light ?? both ?? "", dark ?? both ?? ""] as const]),
);

/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["paper", "surface", "raised", "wash"];
const tones = ["good", "warn", "bad"];

/** Text on its ground needs 4.5:1. */
const text = [
  ...["ink", "ink-soft", "ink-quiet", "action", "action-strong", ...tones].flatMap((ink) =>
    grounds.map((ground) => [ink, ground]),
  ),
  ...["action", "action-strong", "ink", "ink-soft", "ink-quiet"].map((ink) => [ink, "action-wash"]),
  ...tones.flatMap((tone) => [tone, "ink", "ink-soft"].map((ink) => [ink, `${tone}-wash`])),
  ...["action-fill", "action-fill-strong", "bad-fill", "bad-fill-strong"].map((fill) => ["on-fill", fill]),
];

/** Outlines of controls, focus rings and bars need 3:1. */
const shapes = [
  ...["outline", "focus", ...tones.map((tone) => `${tone}-bar`)].flatMap((shape) =>
    ["paper", "surface", "raised"].map((ground) => [shape, ground]),
  ),
  ...["focus", "outline"].map((shape) => [shape, "wash"]),
];

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("the %s theme", (_, side) => {
  const ratio = ([a = "", b = ""]: string[]) =>
    contrast(tokens.get(a)?.[side] ?? "", tokens.get(b)?.[side] ?? "");
  const below = (pairs: string[][], least: number) =>
    pairs
      .filter((pair) => !(ratio(pair) >= least))
      .map((pair) => `${pair.join(" on ")}: ${ratio(pair).toFixed(2)}`);

  test("has text of at least 4.5:1 on every ground it stands on", () => expect(below(text, 4.5)).toEqual([]));
  test("has outlines, focus rings and bars of at least 3:1", () => expect(below(shapes, 3)).toEqual([]));
});

test("the measure is WCAG's: black on white is 21, a colour on itself is 1", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  expect(contrast("#2b4190", "#2b4190")).toBe(1);
});
