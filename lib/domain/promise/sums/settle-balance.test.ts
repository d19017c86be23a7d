import { expect, test } from "vitest";
import { settleBalance } from "./settle-balance";

const settled = (totalMinor: bigint, balanceMinor: bigint, minimumChargeMinor = 50n) => {
  const { balance, dueNowMinor } = settleBalance(totalMinor, { balanceMinor, minimumChargeMinor });
  const { appliedMinor, creditedMinor, carriedMinor, afterMinor } = balance;
  return {
    applied: appliedMinor,
    credited: creditedMinor,
    carried: carriedMinor,
    after: afterMinor,
    due: dueNowMinor,
  };
};

test("a balance pays first, and what is left of it stays", () => {
  expect(settled(1000n, 300n)).toEqual({ applied: 300n, credited: 0n, carried: 0n, after: 0n, due: 700n });
  expect(settled(1000n, 1300n)).toEqual({ applied: 1000n, credited: 0n, carried: 0n, after: 300n, due: 0n });
});

test("a negative total becomes balance", () => {
  expect(settled(-1000n, 300n)).toEqual({ applied: 0n, credited: 1000n, carried: 0n, after: 1300n, due: 0n });
});

test("less than the minimum charge is carried, and the next invoice collects it", () => {
  expect(settled(49n, 0n)).toEqual({ applied: 0n, credited: 0n, carried: 49n, after: -49n, due: 0n });
  expect(settled(100n, -49n)).toEqual({ applied: -49n, credited: 0n, carried: 0n, after: 0n, due: 149n });
});
