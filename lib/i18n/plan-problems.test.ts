import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { messagesOf } from "./messages";

/** Every rule that the checks of a plan can name, found in their sources. */
function rulesOfPlans(): string[] {
  const folder = "lib/domain/catalog/problems";
  const files = [
    "lib/domain/catalog/plan-problems.ts",
    ...readdirSync(folder).map((file) => `${folder}/${file}`),
  ];
  return files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/"([a-z]+(?:_[a-z]+)+)"/g)].map(([, rule = ""]) => rule),
  );
}

/** Other words of the same form: kinds of components, price models and what counts as a seat in use. */
const notRules = new Set(["on_demand", "per_unit", "one_of", "registered_users"]);

test("there are words for every problem of a plan", () => {
  const rules = new Set(rulesOfPlans().filter((word) => !notRules.has(word)));
  expect(rules.size).toBeGreaterThan(30);
  expect([...rules].filter((rule) => !(rule in messagesOf("en").errors.rules))).toEqual([]);
});
