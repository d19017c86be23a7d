import { isLong } from "./long";

const given = Number(process.env.CHOBA_TEST_SEED);

/** Where chance begins: another one each time, or the one that a failed run printed, in `CHOBA_TEST_SEED`. */
export const seed = given || Date.now() % 2 ** 31;

/** The same, but short runs begin where the last one did: what is one defect in a thousand years is for the long ones. */
export const steadySeed = given || (isLong ? seed : 761_499_230);

/** A small generator, so that the same seed makes the same choices: whole numbers from 0 to below `below`. */
export function randomFrom(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}
