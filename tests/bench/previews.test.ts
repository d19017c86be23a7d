import { expect, test } from "vitest";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { table } from "./bench";
import { previews } from "./previews";

test(
  "the previews bench previews what it says, and gives a number for each figure",
  async () => {
    const figures = await previews.run({ short: true });
    expect(figures).toHaveLength(8);
    for (const { name, value } of figures) expect(Number.isFinite(value) && value > 0, name).toBe(true);
    expect(table(figures).split("\n")).toHaveLength(figures.length);
  },
  limitMs(120_000),
);
