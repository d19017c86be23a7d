import fc from "fast-check";
import { expect, test } from "vitest";
import { eventKey } from "@/lib/features/usage/metering/units/event-key";
import { histories, units } from "./histories";
import { Model } from "./model";
import { Oracle, periodsOf } from "./oracle";

/*
 * 10,000 random histories against the oracle in all. These run over the domain's functions alone. 400 more go
 * through the real database (histories-in-the-database.test.ts), where each costs a hundred times as much.
 */
const keyOf = (event: number) => eventKey(`event ${event}`);

test("9,600 histories of repeats, late events, voids and amends count as the oracle does, for every period", () => {
  fc.assert(
    fc.property(histories(14, false), ({ timeZone, steps }) => {
      const oracle = new Oracle(timeZone, keyOf);
      const model = new Model(timeZone, units, keyOf);
      for (const step of steps) {
        oracle.take(step);
        model.take(step);
      }
      for (const { from, to } of periodsOf(oracle))
        for (const unit of units)
          if (model.count(unit, from, to) !== oracle.count(unit, from, to))
            expect(`${unit.unitName} ${from} ${to}: ${model.count(unit, from, to)}`).toBe(
              `${unit.unitName} ${from} ${to}: ${oracle.count(unit, from, to)}`,
            );
    }),
    { numRuns: 9_600 },
  );
});
