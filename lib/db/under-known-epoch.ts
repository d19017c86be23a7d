import { type KnownEpoch, knownEpoch, refreshKnownEpoch } from "./known-epoch";
import { KnownMoved } from "./known-moved";

/** `known`: under what its caller was believed; null if the database was asked. */
export type Believed = { known: KnownEpoch | null };

/**
 * Writes items of several callers at once. Those whose caller is not known any more by what it was known by are not
 * written: they answer `moved`. `write` must have its statement check the number that it is given.
 */
export async function underKnownEpoch<Item extends Believed, Result>(
  items: Item[],
  write: (items: Item[], known: KnownEpoch | null) => Promise<Result[]>,
): Promise<(Result | "moved")[]> {
  const known = knownEpoch();
  const isRight = (item: Item) => item.known === null || item.known === known;
  try {
    return await writeThose(items, isRight, (right) => write(right, known));
  } catch (error) {
    if (!(error instanceof KnownMoved)) throw error;
    await refreshKnownEpoch();
    return writeThose(
      items,
      (item) => item.known === null,
      (right) => write(right, null),
    );
  }
}

async function writeThose<Item, Result>(
  items: Item[],
  isRight: (item: Item) => boolean,
  write: (items: Item[]) => Promise<Result[]>,
): Promise<(Result | "moved")[]> {
  const right = items.filter(isRight);
  const results = right.length === 0 ? [] : await write(right);
  if (right.length === items.length) return results;
  const next = results.values();
  return items.map((item) => (isRight(item) ? (next.next().value as Result) : "moved"));
}
