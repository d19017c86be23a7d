import { expect, test } from "vitest";
import { arrowsBetween, arrowsOnCycles } from "./rooms";
import { sources } from "./sources";

const all = sources();

/** The first folder below `place`. A file at the top of `place` is a room by itself. */
const roomBelow = (place: string) => (file: string) =>
  file.startsWith(place) ? file.slice(place.length).split("/")[0] : undefined;

test.each(["lib/", "lib/domain/", "components/"])(
  "no cycle of value imports between the rooms of %s",
  (place) => {
    const arrows = arrowsBetween(all, roomBelow(place), { typeOnly: false });
    expect(arrows.length).toBeGreaterThan(50);
    expect(arrowsOnCycles(arrows)).toEqual([]);
  },
);
