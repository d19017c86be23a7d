import { invariant } from "../errors";

/**
 * A count as a whole number, as SaaSus's dialect needs it: rounded half up, away from zero, once, after the
 * period has been counted. The stored count stays exact. It may have any length.
 */
export function wholeCount(count: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d)\d*)?$/.exec(count);
  invariant(match, `"${count}" is a count`);
  const [, sign, whole = "0", tenth = "0"] = match;
  const magnitude = BigInt(whole) + (tenth >= "5" ? 1n : 0n);
  return sign ? -magnitude : magnitude;
}
