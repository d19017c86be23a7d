import { expect, test } from "vitest";
import { emptyMonth } from "@/lib/domain/revenue/month-report";
import { earningMonths } from "./movements";

const report = (month: string, mrrMinor: bigint) => ({ ...emptyMonth(month), mrrMinor });
const months = [report("2026-08", 0n), report("2026-09", 0n), report("2026-10", 5n), report("2026-11", 0n)];
const shown = (least: number) => earningMonths(months, least).map(({ month }) => month);

test("the months begin with the first money; one without money in between stays", () => {
  expect(shown(1)).toEqual(["2026-10", "2026-11"]);
});

test("there are at least so many, and never more than there are", () => {
  expect(shown(3)).toEqual(["2026-09", "2026-10", "2026-11"]);
  expect(shown(9)).toHaveLength(4);
});
