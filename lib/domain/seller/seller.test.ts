import { expect, test } from "vitest";
import { issuerIn, unknownSeller } from "./seller";

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
