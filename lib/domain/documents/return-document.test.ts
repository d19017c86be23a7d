import fc from "fast-check";
import { expect, test } from "vitest";
import { sharesOfRefund } from "./return-document";

const share = (percent: string, grossMinor: bigint, taxMinor: bigint) => ({ percent, grossMinor, taxMinor });

test("a refund is shared over the rates of its invoice, with the tax in each share", () => {
  // ¥11,000 at 10 % and ¥10,800 at 8 %: of ¥5,000 that is 2,522.9 and 2,477.1.
  const invoice = [share("10", 11_000n, 1_000n), share("8", 10_800n, 800n)];
  expect(sharesOfRefund(5_000n, invoice, "JPY")).toEqual([
    share("10", 2_523n, 229n),
    share("8", 2_477n, 183n),
  ]);
  expect(sharesOfRefund(21_800n, invoice, "JPY")).toEqual(invoice);
  expect(sharesOfRefund(500n, [], "JPY")).toEqual([]);
});

test("shares add up, and the tax is in them", () => {
  const positive = fc.bigInt({ min: 1n, max: 10n ** 9n });
  fc.assert(
    fc.property(positive, positive, positive, (refund, ten, eight) => {
      const shares = sharesOfRefund(refund, [share("10", ten, 0n), share("8", eight, 0n)], "JPY");
      expect(shares.reduce((sum, { grossMinor }) => sum + grossMinor, 0n)).toBe(refund);
      for (const { grossMinor, taxMinor } of shares) expect(taxMinor * 10n <= grossMinor + 10n).toBe(true);
    }),
  );
});
