import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeTableState, nextSort, readTableState, writeTableState } from "./table-state";

describe("the state of a table in the address", () => {
  test("comes back as it was written", () => {
    const name = fc.stringMatching(/^[a-z]\w{0,8}$/);
    const text = fc.string({ minLength: 1, maxLength: 30 }).filter((value) => value.trim() === value);
    const state = fc.record({
      search: fc.oneof(fc.constant(""), text),
      filters: fc.dictionary(fc.constantFrom("state", "plan"), text, { noNullPrototype: true }),
      sort: fc.option(
        fc.record({ column: name, direction: fc.constantFrom("asc" as const, "desc" as const) }),
        { nil: undefined },
      ),
      page: fc.integer({ min: 1, max: 1_000_000 }),
      hidden: fc.uniqueArray(name, { maxLength: 3 }),
      shown: fc.uniqueArray(name, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(state, (original) => {
        const params = Object.fromEntries(new URLSearchParams(writeTableState(original)));
        expect(readTableState(params, ["state", "plan"])).toEqual(original);
      }),
    );
  });

  test("of an untouched table is no query at all", () => {
    expect(writeTableState(readTableState({}))).toBe("");
  });

  test("typed by hand and wrong is ignored", () => {
    for (const page of ["0", "-1", "2.5", "NaN", "1e99", ""]) expect(readTableState({ page }).page).toBe(1);
    expect(readTableState({ sort: "na me;drop" }).sort).toBeUndefined();
    expect(readTableState({ secret: "x", state: "paid" }, ["state"]).filters).toEqual({ state: "paid" });
    expect(readTableState({ q: ["first", "second"] }).search).toBe("first");
    expect(readTableState({ q: "x".repeat(10_000) }).search).toHaveLength(200);
  });

  test("a new search begins at the first page, a new page keeps the search", () => {
    const state = readTableState({ q: "acme", page: "7" });
    expect(changeTableState(state, { search: "beta" })).toMatchObject({ search: "beta", page: 1 });
    expect(changeTableState(state, { page: 8 })).toMatchObject({ search: "acme", page: 8 });
  });

  test("a column's head goes through ascending, descending, none", () => {
    const first = nextSort({ column: "other", direction: "desc" }, "name");
    expect(first).toEqual({ column: "name", direction: "asc" });
    expect(nextSort(first, "name")).toEqual({ column: "name", direction: "desc" });
    expect(nextSort({ column: "name", direction: "desc" }, "name")).toBeUndefined();
  });
});
