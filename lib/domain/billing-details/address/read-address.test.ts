import { describe, expect, test } from "vitest";
import { emptyAddress } from "../billing-details";
import { addressForm, countriesWithForms } from "./address-form";
import { missingAddressParts, readAddress } from "./read-address";

const read = (parts: Partial<typeof emptyAddress>) => readAddress({ ...emptyAddress, ...parts });

describe("every form", () => {
  test.each(countriesWithForms)(
    "%s: its own example passes, and no part is required that is not shown",
    (country) => {
      const { order, required, postalCode } = addressForm(country);
      expect(required.every((part) => order.includes(part))).toBe(true);
      expect(new Set(order).size).toBe(order.length);
      if (postalCode) expect(read({ country, postalCode: postalCode.example }).problems).toEqual([]);
    },
  );
});

test("Japan: from postal code to building; the prefecture may have any of its names", () => {
  expect(addressForm("JP").order).toEqual(["postalCode", "state", "city", "line1", "line2"]);
  for (const state of ["東京都", "東京", "Tokyo", "tokyo-to"])
    expect(read({ country: "JP", state }).address.state).toBe("東京都");
  expect(read({ country: "JP", state: "京都" }).address.state).toBe("京都府");
  expect(read({ country: "JP", state: "Bavaria" }).problems).toEqual([
    { part: "state", rule: "not_offered" },
  ]);
});

test("postal codes are written as their country writes them", () => {
  for (const typed of ["1500001", "〒150-0001", "１５０－０００１", "150 0001"])
    expect(read({ country: "JP", postalCode: typed }).address.postalCode).toBe("150-0001");
  expect(read({ country: "GB", postalCode: "sw1a1aa" }).address.postalCode).toBe("SW1A 1AA");
  expect(read({ country: "CA", postalCode: "k1a0b1" }).address.postalCode).toBe("K1A 0B1");
});

test.each([
  ["JP", "150-001"],
  ["US", "9410"],
  ["GB", "12345"],
  ["DE", "1011"],
  ["CA", "D1A 0B1"],
])("%s has no postal code %s", (country, postalCode) => {
  expect(read({ country, postalCode }).problems).toMatchObject([{ part: "postalCode", rule: "postal_code" }]);
});

test("what is missing depends on the country", () => {
  expect(missingAddressParts(emptyAddress)).toEqual(["country"]);
  expect(missingAddressParts({ ...emptyAddress, country: "JP" })).toEqual([
    "postalCode",
    "state",
    "city",
    "line1",
  ]);
  expect(missingAddressParts({ ...emptyAddress, country: "GB", line1: "1 High St" })).toEqual([
    "city",
    "postalCode",
  ]);
  expect(missingAddressParts({ ...emptyAddress, country: "KE", line1: "x", city: "Nairobi" })).toEqual([]);
});

test("a street without a country is asked for its country", () => {
  expect(read({ line1: "Somewhere 1" }).problems).toEqual([{ part: "country", rule: "required" }]);
});
