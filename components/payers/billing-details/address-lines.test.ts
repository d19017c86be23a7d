import { expect, test } from "vitest";
import { addressLines } from "./address-lines";

const tokyo = {
  country: "JP",
  postalCode: "150-0001",
  state: "東京都",
  city: "渋谷区",
  line1: "神宮前1-2-3",
  line2: "青山ビル5F",
};

test("a Japanese address read in Japanese goes from postal code to building", () => {
  expect(addressLines(tokyo, "ja")).toEqual(["〒150-0001", "東京都渋谷区神宮前1-2-3", "青山ビル5F"]);
});

test("elsewhere the street comes first, and the postal code where the country puts it", () => {
  const berlin = {
    ...tokyo,
    country: "DE",
    state: "",
    city: "Berlin",
    postalCode: "10115",
    line1: "Allee 1",
  };
  expect(addressLines({ ...berlin, line2: "" }, "ja")).toEqual(["Allee 1", "10115 Berlin"]);
  const texas = {
    ...berlin,
    country: "US",
    state: "TX",
    city: "Austin",
    postalCode: "78701",
    line1: "1 Main St",
  };
  expect(addressLines({ ...texas, line2: "" }, "en")).toEqual(["1 Main St", "Austin, TX 78701"]);
  expect(addressLines(tokyo, "en").at(-1)).toBe("渋谷区, Tokyo 150-0001");
});

test("what was not entered leaves no line and no stray separator", () => {
  const little = { ...tokyo, postalCode: "", state: "", city: "", line2: "" };
  expect(addressLines(little, "ja")).toEqual(["神宮前1-2-3"]);
  expect(addressLines(little, "en")).toEqual(["神宮前1-2-3"]);
});
