import { expect, test } from "vitest";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { table } from "./bench";
import { tenants } from "./tenants";

test(
  "the tenants bench finds what it asks for and gives a number for each figure",
  async () => {
    const figures = await tenants.run({ short: true });
    const names = figures.map(({ name }) => name);
    for (const part of [
      "first page",
      "deep page",
      "over the maximum",
      "search by e-mail",
      "invoice number",
      "Today",
      "Money, 24 months",
      "alert sweep",
      "file",
    ])
      expect(
        names.some((name) => name.includes(part)),
        part,
      ).toBe(true);
    for (const { name, value } of figures) expect(Number.isFinite(value), name).toBe(true);
    expect(table(figures).split("\n")).toHaveLength(figures.length);
  },
  limitMs(240_000),
);
