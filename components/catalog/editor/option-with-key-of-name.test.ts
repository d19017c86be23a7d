import { expect, test } from "vitest";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { AddonComponent, AddonOption } from "@/lib/domain/catalog/component";
import { fixedOptionKeys, publishedKeys } from "./component-key";
import { optionWithKeyOfName } from "./option-with-key-of-name";

const option = (key: string, en: string): AddonOption => ({
  key,
  name: { en, ja: "" },
  amountMinor: { month: "0", year: null },
});
const group = (key: string, ...options: AddonOption[]): AddonComponent => ({
  ...blank.addon(key),
  choice: { type: "one_of", options },
});
const published = publishedKeys([
  { definition: { ...blankPlan("USD"), components: [group("contacts", option("five", "Five"))] } },
  { definition: { ...blankPlan("USD"), components: [group("contacts", option("ten", "Ten"))] } },
]);

test("an option's key follows its name until somebody chooses it, and never meets another one", () => {
  const named = (key: string, before: string, after: string, keys: string[]) =>
    optionWithKeyOfName(option(key, before), option(key, after), keys, []).key;
  expect(named("option", "", "Five contacts", ["option"])).toBe("five-contacts");
  expect(named("five", "Five", "Ten", ["five", "ten"])).toBe("ten-2");
  expect(named("own", "Five", "Ten", ["own"])).toBe("own");
  expect(optionWithKeyOfName(option("five", "Five"), option("chosen", "Five"), ["five"], []).key).toBe(
    "chosen",
  );
});

test("the key of an option that any version was published with stays, whatever its name becomes", () => {
  const fixed = fixedOptionKeys(published, "contacts");
  expect(fixed).toEqual(["five", "ten"]);
  expect(optionWithKeyOfName(option("five", "Five"), option("five", "Up to five"), ["five"], fixed).key).toBe(
    "five",
  );
});

test("options of another group, and components, are none of a group's options", () => {
  expect(published).toContain("contacts");
  expect(fixedOptionKeys(published, "contact")).toEqual([]);
  expect(fixedOptionKeys(published, "domains")).toEqual([]);
});
