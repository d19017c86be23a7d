import { invariant } from "../../errors";

/**
 * Splits a rounded total over the exact parts that it was rounded from, all with the same denominator. The shares add
 * up to `total`, each has the sign of its part (or is 0) and is less than one unit from it. It rounds the running sum:
 * `floor(x + shift)`, where the shift is 0, or just enough to lift the sum to a total that was rounded up.
 */
export function splitCumulatively(parts: readonly bigint[], denominator: bigint, total: bigint): bigint[] {
  const sum = parts.reduce((a, b) => a + b, 0n);
  const lift = total * denominator - sum;
  invariant(lift > -denominator && lift < denominator, "a total is rounded by less than one");
  const shift = lift > 0n ? lift : 0n;
  let running = 0n;
  let given = 0n;
  return parts.map((part) => {
    running += part;
    const upToHere = floor(running + shift, denominator);
    const share = upToHere - given;
    given = upToHere;
    return share;
  });
}

/** The largest whole number that is not above the fraction; the denominator is above 0. */
function floor(numerator: bigint, denominator: bigint): bigint {
  const cut = numerator / denominator;
  return numerator % denominator < 0n ? cut - 1n : cut;
}
