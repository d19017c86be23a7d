/** Where chance begins: another one each time, or the one that a failed run printed, in `CHOBA_TEST_SEED`. */
export const seed = Number(process.env.CHOBA_TEST_SEED || Date.now() % 2 ** 31);

/** A small generator, so that the same seed makes the same choices: whole numbers from 0 to below `below`. */
export function randomFrom(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}
