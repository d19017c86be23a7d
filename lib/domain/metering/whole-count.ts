import { invariant } from "../errors";

/**
 * A count as the whole number that SaaSus's dialect knows: rounded half up, away from zero, once, when the period has been
 * counted; what is kept stays exact. Of any length.
 */
export function wholeCount(count: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d)\d*)?$/.exec(count);
  invariant(match, `"${count}" is a count`);
  const [, sign, whole = "0", tenth = "0"] = match;
  const magnitude = BigInt(whole) + (tenth >= "5" ? 1n : 0n);
  return sign ? -magnitude : magnitude;
}
