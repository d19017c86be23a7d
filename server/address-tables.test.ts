import { expect, test } from "vitest";
import forms from "@/lib/domain/billing-details/address/address-forms.json";
import codes from "@/lib/domain/billing-details/address/postal-codes.json";
import { addressTables } from "./address-tables";

test("the tables of addresses are those of the package: else run `npm run addresses:write`", () => {
  const fresh = addressTables();
  expect(forms).toEqual(fresh.forms);
  expect(codes).toEqual(fresh.codes);
});

test("what the browser loads stays small", () => {
  expect(JSON.stringify(forms).length).toBeLessThan(24_000);
});
