import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatDate,
  formatDateRange,
  formatEnd,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  formatStart,
  formatUnitPrice,
  formatZone,
} from "./format";

describe("money", () => {
  test("is shown with its currency and that currency's decimals", () => {
    expect(formatMoney(12000n, "JPY", "en")).toBe("¥12,000");
    expect(formatMoney(12000n, "JPY", "ja")).toBe("¥12,000");
    expect(formatMoney(123450n, "USD", "en")).toBe("$1,234.50");
    expect(formatMoney("123450", "USD", "ja")).toBe("$1,234.50");
    expect(formatMoney(1234500n, "KWD", "en")).toBe("KWD 1,234.500");
    expect(formatMoney(-5n, "USD", "en")).toBe("-$0.05");
    expect(formatMoney(0n, "JPY", "ja")).toBe("¥0");
  });

  test("keeps every digit of amounts that a JS number cannot hold", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.constantFrom("JPY", "USD", "KWD"),
        (minor, currency) => {
          const shown = formatMoney(minor, currency, "en");
          expect(BigInt(shown.replace(/\D/g, ""))).toBe(minor < 0n ? -minor : minor);
          expect(shown.startsWith("-")).toBe(minor < 0n);
        },
      ),
    );
  });

  test("a unit price shows all its decimals, and at least those of its currency", () => {
    expect(formatUnitPrice("0.5", "JPY", "en")).toBe("¥0.5");
    expect(formatUnitPrice("12.5", "USD", "en")).toBe("$0.125");
    expect(formatUnitPrice("100", "USD", "ja")).toBe("$1.00");
    expect(formatUnitPrice("0.000000000001", "USD", "en")).toBe("$0.00000000000001");
  });

  test("text that is no decimal number is refused and not shown as something else", () => {
    for (const wrong of ["", "1e3", "1,000", "NaN", " 1"])
      expect(() => formatMoney(wrong, "JPY", "en")).toThrow(RangeError);
  });
});

describe("dates", () => {
  const evening = new Date("2026-11-30T15:30:00Z");

  test("are those of the given zone, not of the machine", () => {
    expect(formatDate(evening, "Asia/Tokyo", "en")).toBe("Dec 1, 2026");
    expect(formatDate(evening, "America/New_York", "en")).toBe("Nov 30, 2026");
    expect(formatDate(evening, "Asia/Tokyo", "ja", "long")).toBe("2026年12月1日");
    expect(formatDate("2026-11-30T15:30:00Z", "Asia/Tokyo", "ja", "dateTime")).toBe("2026/12/01 0:30");
  });

  test("a range shows the year once", () => {
    expect(formatDateRange("2026-11-20T00:00:00Z", "2026-12-01T12:00:00Z", "Asia/Tokyo", "en")).toBe(
      "Nov 20 – Dec 1, 2026",
    );
    expect(formatDateRange("2026-11-20T00:00:00Z", "2026-12-01T12:00:00Z", "Asia/Tokyo", "ja")).toBe(
      "2026/11/20～2026/12/01",
    );
  });

  test("a time at midnight is shown as whole days, an end as its last day", () => {
    const midnight = "2027-03-31T15:00:00Z";
    expect(formatStart(midnight, "Asia/Tokyo", "en", "dateTime")).toBe("Apr 1, 2027");
    expect(formatEnd(midnight, "Asia/Tokyo", "en", "dateTime")).toBe("Mar 31, 2027");
    expect(formatEnd(midnight, "Asia/Tokyo", "en", "date")).toBe("Mar 31, 2027");
    expect(formatStart(midnight, "Asia/Tokyo", "ja", "longTime")).toBe("2027年4月1日");
    expect(formatEnd(midnight, "Asia/Tokyo", "ja", "longTime")).toBe("2027年3月31日");
  });

  test("any other time keeps its minute and its day", () => {
    const noon = "2027-04-01T03:00:00Z";
    expect(formatStart(noon, "Asia/Tokyo", "en", "dateTime")).toBe("Apr 1, 2027, 12:00 PM");
    expect(formatEnd(noon, "Asia/Tokyo", "en", "dateTime")).toBe("Apr 1, 2027, 12:00 PM");
    expect(formatEnd(noon, "Asia/Tokyo", "ja", "longTime")).toBe("2027年4月1日 12:00");
    // Midnight in another zone is not midnight here.
    expect(formatEnd("2027-04-01T00:00:00Z", "Asia/Tokyo", "en", "date")).toBe("Apr 1, 2027");
  });

  test("a calendar month belongs to no zone", () => {
    expect(formatMonth("2026-01", "en")).toBe("January 2026");
    expect(formatMonth("2026-01", "ja")).toBe("2026年1月");
    expect(formatMonth("2026-01", "ja", "monthShort")).toBe("1月");
  });

  test("the zone is named with its offset at that instant", () => {
    expect(formatZone(evening, "Asia/Tokyo", "en")).toBe("Japan Standard Time (GMT+09:00)");
    expect(formatZone("2026-07-01T00:00:00Z", "America/New_York", "ja")).toMatch(/夏時間 \(GMT-04:00\)$/);
  });
});

test("counts are grouped and exact, shares are percentages", () => {
  expect(formatNumber(1204, "en")).toBe("1,204");
  expect(formatNumber(12345678901234567890n, "ja")).toBe("12,345,678,901,234,567,890");
  expect(formatPercent(0.1, "ja")).toBe("10%");
  expect(formatPercent(0.1255, "en")).toBe("12.6%");
});
