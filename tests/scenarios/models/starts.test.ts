import { expect, test } from "vitest";
import { combinationsOf, starts, zones } from "./starts";

test("each start in each zone is played by two models at least, in long runs by all seven", () => {
  const times = (isWhole: boolean) => {
    const played = [1, 2, 3, 4, 5, 6, 7].flatMap((model) => combinationsOf(model, isWhole));
    return starts.flatMap((start) =>
      zones.map((zone) => played.filter((each) => each.start === start && each.zone === zone).length),
    );
  };
  expect(times(false)).toHaveLength(20);
  expect(Math.min(...times(false))).toBe(2);
  expect(new Set(times(true))).toEqual(new Set([7]));
});
