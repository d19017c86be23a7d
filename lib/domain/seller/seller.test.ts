import { expect, test } from "vitest";
import { issuerIn, readRegistrationNumber, unknownSeller } from "./seller";

test("a registration number is read as the tax office writes it, with its check digit", () => {
  expect(readRegistrationNumber(" ｔ7000012050002 ")).toEqual({ number: "T7000012050002", problem: null });
  expect(readRegistrationNumber("T1-1803-0101-8771").number).toBe("T1180301018771");
  expect(readRegistrationNumber("T7000012050003").problem).toBe("tax_id_check");
  expect(readRegistrationNumber("7000012050002").problem).toBe("tax_id_form");
  expect(readRegistrationNumber("T70000120500021").problem).toBe("tax_id_form");
});

test("a text that was entered in one language stands on documents in both", () => {
  const seller = {
    ...unknownSeller,
    name: { en: "", ja: "帳場株式会社" },
    address: { en: "1-2-3 Ginza\n\nTokyo ", ja: "東京都中央区\n銀座1-2-3" },
  };
  expect(issuerIn(seller, "en")).toMatchObject({
    name: "帳場株式会社",
    address: ["1-2-3 Ginza", "Tokyo"],
  });
  expect(issuerIn(seller, "ja").address).toEqual(["東京都中央区", "銀座1-2-3"]);
});
