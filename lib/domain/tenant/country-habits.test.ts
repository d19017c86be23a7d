import { expect, test } from "vitest";
import { usualCurrency, usualLanguage, usualZone } from "./country-habits";

test("a country proposes its currency, as far as something is sold in it", () => {
  expect(usualCurrency("JP", ["EUR", "JPY", "USD"])).toBe("JPY");
  expect(usualCurrency("DE", ["EUR", "USD"])).toBe("EUR");
  expect(usualCurrency("DE", ["JPY", "USD"])).toBe("USD");
  expect(usualCurrency("KE", ["JPY"])).toBe("JPY");
  expect(usualCurrency("KE", [])).toBeNull();
});

test("it proposes the zone where most of its people live, and its language", () => {
  expect(usualZone("US", ["America/Adak", "America/New_York"])).toBe("America/New_York");
  expect(usualZone("JP", ["Asia/Tokyo"])).toBe("Asia/Tokyo");
  expect(usualZone("AQ", [])).toBeNull();
  expect([usualLanguage("JP"), usualLanguage("DE")]).toEqual(["ja", "en"]);
});
