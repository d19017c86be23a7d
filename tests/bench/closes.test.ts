import { expect, test } from "vitest";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { table } from "./bench";
import { closes } from "./closes";

test(
  "the closes bench closes everybody's month and gives a number for each figure",
  async () => {
    const figures = await closes.run({ short: true });
    for (const { name, value } of figures) expect(Number.isFinite(value), name).toBe(true);
    expect(table(figures).split("\n")).toHaveLength(figures.length);
    const paced = figures.find(({ name }) => name.includes("pace"));
    expect(paced?.value).toBeLessThanOrEqual(25);
  },
  limitMs(600_000),
);
