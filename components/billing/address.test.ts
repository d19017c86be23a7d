import { expect, test } from "vitest";
import { addressLines } from "./address";

const tokyo = {
  companyName: "Acme",
  country: "JP",
  postalCode: "150-0001",
  state: "東京都",
  city: "渋谷区",
  line1: "神宮前1-2-3",
  line2: "青山ビル5F",
  phone: "",
};

test("a Japanese address read in Japanese goes from postal code to building", () => {
  expect(addressLines(tokyo, "ja")).toEqual(["〒150-0001", "東京都渋谷区神宮前1-2-3", "青山ビル5F"]);
});

test("elsewhere the street comes first and postal code last", () => {
  const berlin = {
    ...tokyo,
    country: "DE",
    state: "",
    city: "Berlin",
    postalCode: "10115",
    line1: "Allee 1",
  };
  expect(addressLines({ ...berlin, line2: "" }, "ja")).toEqual(["Allee 1", "Berlin, 10115"]);
});

test("what was not entered leaves no line and no stray separator", () => {
  const little = { ...tokyo, postalCode: "", state: "", city: "", line2: "" };
  expect(addressLines(little, "ja")).toEqual(["神宮前1-2-3"]);
  expect(addressLines(little, "en")).toEqual(["神宮前1-2-3"]);
});
