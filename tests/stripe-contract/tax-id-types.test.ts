import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { taxIdKinds } from "@/lib/domain/billing-details/tax-ids/tax-id-kinds";

test("the tax ids that can be entered are those that Stripe's package takes", () => {
  const types = readFileSync("node_modules/stripe/esm/resources/TaxIds.d.ts", "utf8");
  const union =
    types.slice(types.indexOf("namespace TaxIdCreateParams")).match(/type Type = ([^;]+);/)?.[1] ?? "";
  const taken = [...union.matchAll(/'(\w+)'/g)].map((match) => match[1]);
  expect(taken.length).toBeGreaterThan(100);
  expect(Object.keys(taxIdKinds).sort()).toEqual(taken.sort());
});
