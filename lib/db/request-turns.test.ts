import { expect, test } from "vitest";
import { useDatabase } from "@/tests/support/use-database";
import { takeRequestTurn } from "./request-turns";

useDatabase();

test("turns that many take at once lie apart, so that no second has more than so many", async () => {
  const perSecond = 200;
  const turns = await Promise.all(Array.from({ length: 40 }, () => takeRequestTurn(perSecond)));
  const order = turns.map(({ at }) => at).sort((a, b) => a - b);
  for (const [index, at] of order.slice(1).entries())
    expect(at - (order[index] as number)).toBeGreaterThan(1_000 / perSecond - 0.01);
  for (const { waitMs } of turns) expect(waitMs).toBeGreaterThanOrEqual(0);
});
