import { expect, test } from "vitest";
import { emptyAddress } from "../billing-details";
import { addressForm, countriesWithForms } from "./address-form";
import { missingAddressParts, readAddress } from "./read-address";

const read = (parts: Partial<typeof emptyAddress>) => readAddress({ ...emptyAddress, ...parts });

test("every form: its own example passes, and no part is required that is not shown", () => {
  expect(countriesWithForms.length).toBeGreaterThan(150);
  for (const country of countriesWithForms) {
    const { order, required, postalCodeExample: postalCode = "" } = addressForm(country);
    expect(required.every((part) => order.includes(part))).toBe(true);
    expect(new Set(order).size).toBe(order.length);
    expect(read({ country, postalCode })).toMatchObject({ address: { postalCode }, problems: [] });
  }
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

test.each([
  ["JP", "1500001", "150-0001"],
  ["JP", "〒150-0001", "150-0001"],
  ["JP", "１５０－０００１", "150-0001"],
  ["JP", "150ー0001", "150-0001"],
  ["JP", "150 0001\u200b", "150-0001"],
  ["GB", "sw1a1aa", "SW1A 1AA"],
  ["GB", "M25BQ", "M2 5BQ"],
  ["GB", "BFPO 1", "BFPO 1"],
  ["GB", "GIR0AA", "GIR 0AA"],
  ["CA", "k1a0b1", "K1A 0B1"],
  ["IN", "560 001", "560001"],
  ["US", "941051234", "94105-1234"],
  ["US", "94105 1234", "94105-1234"],
  ["US", "94103", "94103"],
  ["PL", "00001", "00-001"],
  ["PT", "1000001", "1000-001"],
  ["BR", "01310100", "01310-100"],
  ["SE", "111 22", "111 22"],
  ["LV", "1050", "LV-1050"],
  ["DE", "D-10115", "10115"],
  ["IE", "D02AF30", "D02 AF30"],
])("%s: %j is written %s", (country, postalCode, written) =>
  expect(read({ country, postalCode })).toMatchObject({ address: { postalCode: written }, problems: [] }),
);

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
