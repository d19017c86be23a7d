import { expect, test } from "vitest";
import { codeOf, sources } from "./sources";

/*
 * An id that comes from outside is checked once, by `id(kind)` in the input of a use-case. A cast anywhere else says that
 * text is an id without looking at it.
 */

/** Files of lib/features in which text becomes an id by a cast, with the reason. */
const casts: Record<string, string> = {
  "lib/features/foundation/input/id.ts": "the check itself: zod does not carry what it proves into the type",
};

const idCast = /\bas (?:readonly )?\(?Id<|\bas unknown as Id</;
const within = (...folders: string[]) =>
  sources().filter(({ file }) => folders.some((folder) => file.startsWith(folder)));
const saying = (files: ReturnType<typeof sources>, what: RegExp) =>
  files.filter((source) => what.test(codeOf(source))).map(({ file }) => file);

test("pages, the API, components and the server cast nothing to an id", () => {
  expect(saying(within("app/", "api/", "components/", "server/"), idCast)).toEqual([]);
});

test("use-cases cast to an id only where a reason is known", () => {
  expect(saying(within("lib/features/"), idCast)).toEqual(Object.keys(casts));
});

test("what says what it is, is looked at: no custom zod type without a check", () => {
  expect(
    saying(within("app/", "api/", "components/", "lib/", "server/"), /z\.custom(?:<[^()]*>)?\(\s*\)/),
  ).toEqual([]);
});

test("the patterns find what they look for", () => {
  for (const cast of ['x as Id<"user">', 'x as readonly Id<"user">[]', 'x as (Id<"user"> | null)[]'])
    expect(cast).toMatch(idCast);
  expect(saying(sources(), idCast).length).toBeGreaterThan(0);
});
