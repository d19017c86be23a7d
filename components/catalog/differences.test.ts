import { describe, expect, test } from "vitest";
import { differences, type FactGroup } from "./differences";

const group = (key: string, title: string, facts: Record<string, string>): FactGroup => ({
  key,
  title,
  facts: Object.entries(facts).map(([label, value]) => ({ label, value })),
});
const base = group("base", "Platform fee", { Price: "$99" });
const seats = group("seats", "Seats", { Included: "5", Price: "$20" });

describe("what is new in a version", () => {
  test("nothing, if nothing is", () => {
    expect(differences([base, seats], [seats, base])).toEqual([]);
  });

  test("tells each fact that changed, with what it was", () => {
    const changed = group("seats", "Seats", { Included: "5", Price: "$25", Maximum: "50" });
    expect(differences([base, seats], [base, changed])).toEqual([
      {
        key: "seats",
        title: "Seats",
        change: "changed",
        facts: [
          { label: "Price", before: "$20", after: "$25" },
          { label: "Maximum", before: null, after: "50" },
        ],
      },
    ]);
  });

  test("tells what came and what went; another key is another component", () => {
    const renamedKey = group("people", "Seats", { Included: "5", Price: "$20" });
    const changes = differences([base, seats], [base, renamedKey]);
    expect(changes.map(({ key, change }) => [key, change])).toEqual([
      ["people", "added"],
      ["seats", "removed"],
    ]);
  });

  test("a component that is called otherwise says what it was called", () => {
    const [change] = differences([base], [group("base", "Base fee", { Price: "$99" })]);
    expect(change?.facts).toEqual([{ label: "", before: "Platform fee", after: "Base fee" }]);
  });
});
