import { randomFrom } from "../support/seed";

/** A whole number from 0 to below. */
export type Random = ReturnType<typeof randomFrom>;

export const oneOf = <T>(random: Random, choices: readonly T[]): T => choices[random(choices.length)] as T;

/** A stream of its own, so that what takes another number of turns elsewhere changes nothing here. */
export const streamOf = (seed: number, name: string): Random => {
  let mixed = seed;
  for (const letter of name) mixed = (Math.imul(mixed, 31) + letter.charCodeAt(0)) & 0x7fffffff;
  const random = randomFrom(mixed);
  // Neighbouring seeds begin alike.
  for (let turn = 0; turn < 5; turn++) random(2);
  return random;
};
