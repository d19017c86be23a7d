import postgres from "postgres";
import { expect, inject, test } from "vitest";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { table } from "./bench";
import { metering } from "./metering";
import { refuseUnlessDurable } from "./metering/installation";

test(
  "the metering bench counts every event and user that it sends, and gives a number for each figure",
  async () => {
    const figures = await metering.run({ short: true });
    const names = figures.map(({ name }) => name);
    for (const part of [
      "1 a call",
      "100 a call",
      "1,000 a call",
      "limit L",
      "bare server",
      "count of a month",
      "MAU",
      "growth",
      "events of a seldom name",
      "events listed of a tenant",
      "memory",
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

test("it refuses a database that may lose what it acknowledged", async () => {
  const sql = postgres(inject("clusterUrl"), { max: 1, onnotice: () => {} });
  try {
    await expect(refuseUnlessDurable(sql)).rejects.toThrow("fsync = off");
  } finally {
    await sql.end();
  }
});
