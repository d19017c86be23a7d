import { expect, test } from "vitest";
import { amountText } from "./amount-text";

test("an amount of a draft is money where its currency is one", () => {
  expect(amountText("123450", "USD", "en")).toBe("$1,234.50");
  expect(amountText("0.5", "JPY", "en")).toBe("¥0.5");
});

test("whatever else a draft holds is shown as it was written", () => {
  expect(amountText("1200", "US", "en")).toBe("1200 US");
  expect(amountText("1200", "usd", "ja")).toBe("1200 usd");
  expect(amountText("1200", "", "en")).toBe("1200");
  expect(amountText("twelve", "US", "en")).toBe("twelve");
});
