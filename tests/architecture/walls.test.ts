import { describe, expect, test } from "vitest";
import { codeOf, type Source, sources } from "./sources";

const all = sources().filter(({ file }) => !file.startsWith("sandbox/testing/"));
const within = (...folders: string[]) =>
  all.filter(({ file }) => folders.some((folder) => file.startsWith(folder)));

/** Every import that a rule forbids, as `file -> import`. */
function forbidden(
  files: Source[],
  allowed: (from: string, typeOnly: boolean, file: string) => boolean,
): string[] {
  return files.flatMap(({ file, imports }) =>
    imports
      .filter(({ from, typeOnly }) => !allowed(from, typeOnly, file))
      .map(({ from }) => `${file} -> ${from}`),
  );
}

/** Every file whose code contains the forbidden text. */
const saying = (files: Source[], what: RegExp): string[] =>
  files.filter((source) => what.test(codeOf(source))).map(({ file }) => file);

const starts = (from: string, ...prefixes: string[]) => prefixes.some((prefix) => from.startsWith(prefix));

test("there are sources to check", () => expect(all.length).toBeGreaterThan(200));

describe("the domain", () => {
  test("imports only itself, a calendar, and tables of holidays, addresses and check digits", () => {
    expect(
      forbidden(within("lib/domain/"), (from) =>
        starts(from, "lib/domain/", "npm:temporal-polyfill", "npm:@holiday-jp/holiday_jp", "npm:stdnum"),
      ),
    ).toEqual([]);
  });
  test("uses no clock, no randomness, no environment and nothing asynchronous", () => {
    const impure =
      /Date\.now|new Date\(\)|Math\.random|process\.|\basync\b|\bawait\b|\bfetch\(|Temporal\.Now/;
    expect(saying(within("lib/domain/"), impure)).toEqual([]);
  });
  test("holds no amount as a number", () => {
    expect(
      saying(within("lib/domain/money/", "lib/domain/pricing/"), /parseFloat|toFixed\(|Math\.round/),
    ).toEqual([]);
  });
});

describe("what only one room may use", () => {
  test("Stripe's SDK: lib/stripe", () => {
    const others = all.filter(({ file }) => !starts(file, "lib/stripe/", "sandbox/"));
    expect(forbidden(others, (from) => from !== "npm:stripe")).toEqual([]);
  });
  test("SQL: features, lib/db and drizzle; the demo, which writes a year of usage at once", () => {
    const others = all.filter(
      ({ file }) => !starts(file, "lib/features/", "lib/db/", "drizzle/", "demo/", "sandbox/"),
    );
    expect(
      forbidden(
        others,
        (from) => !starts(from, "npm:drizzle-orm", "npm:postgres", "npm:pg", "drizzle/schema"),
      ),
    ).toEqual([]);
  });
  test("the environment: lib/env", () => {
    const others = all.filter(({ file }) => !["lib/env.ts", "sandbox/core/options.ts"].includes(file));
    expect(saying(others, /process\.env/)).toEqual([]);
  });
  test("the time: lib/clock; all else gets it as an argument", () => {
    const decides = within("lib/features/", "api/", "lib/auth/", "lib/stripe/", "lib/mail/", "lib/db/");
    expect(saying(decides, /Date\.now\(\)|new Date\(\)/)).toEqual([]);
  });
});

test("of the processes, only the worker decides how units aggregate", () => {
  const names = saying(within("server/"), /agreeOnAggregations\(/);
  expect(names).toHaveLength(1);
  expect(names[0]).toContain("server/worker.ts");
});

describe("data flows one way", () => {
  const outer = ["npm:"];
  test("features use domain and adapters, never pages, components or the API", () => {
    expect(
      forbidden(within("lib/features/"), (from) => !starts(from, "app/", "api/", "components/", "server/")),
    ).toEqual([]);
  });
  test("adapters use the domain, not the use-cases", () => {
    const adapters = within("lib/stripe/", "lib/mail/", "lib/db/", "lib/i18n/");
    expect(
      forbidden(adapters, (from) => !starts(from, "app/", "api/", "components/", "lib/features/")),
    ).toEqual([]);
  });
  test("components take view models: they import only types from features", () => {
    const parts = forbidden(
      within("components/"),
      (from, typeOnly) =>
        typeOnly || starts(from, "components/", "lib/domain/", "lib/i18n/", "app/", ...outer),
    );
    expect(parts).toEqual([]);
  });
  test("primitives use no word of the domain", () => {
    const ui = forbidden(within("components/ui/"), (from) =>
      starts(from, "components/ui/", "lib/i18n/", ...outer),
    );
    expect(ui).toEqual([]);
  });
  test("pages and the API go through the use-cases", () => {
    const edges = forbidden(
      within("app/", "api/"),
      (from) =>
        !starts(
          from,
          "lib/db/client",
          "lib/db/transaction",
          "lib/stripe/",
          "lib/mail/",
          "drizzle/",
          "sandbox/",
        ),
    );
    expect(edges).toEqual([]);
  });
  test("the schema is the ground floor: it imports packages, and only types of the domain", () => {
    const schema = forbidden(
      within("drizzle/"),
      (from, typeOnly) => starts(from, "drizzle/", ...outer) || (typeOnly && from.startsWith("lib/domain/")),
    );
    expect(schema).toEqual([]);
  });
  test("the demo story is the roof: only server/ plays it", () => {
    const rest = all.filter(({ file }) => !starts(file, "demo/", "server/"));
    expect(forbidden(rest, (from) => !from.startsWith("demo/"))).toEqual([]);
    expect(
      forbidden(within("demo/"), (from) => !starts(from, "app/", "api/", "components/", "server/")),
    ).toEqual([]);
  });
  test("the sandbox and Choba do not import each other", () => {
    expect(forbidden(within("sandbox/"), (from) => starts(from, "sandbox/", ...outer))).toEqual([]);
    const choba = all.filter(({ file }) => !file.startsWith("sandbox/"));
    expect(forbidden(choba, (from) => !from.startsWith("sandbox/"))).toEqual([]);
  });
});
