/**
 * The queue is full. Nothing more is accepted until what waits has been written; the caller may try again in
 * a moment.
 */
export class Busy extends Error {}

type Submission<Item, Result> = {
  items: readonly Item[];
  weight: number;
  resolve: (results: Result[]) => void;
  reject: (error: unknown) => void;
};

export type GroupCommit<Item, Result> = {
  /**
   * Results for the items in their order, once they are committed. Throws `Busy` at once if too much waits
   * already.
   */
  submit(items: readonly Item[]): Promise<Result[]>;
};

/**
 * Lets concurrent requests share one write. While a write is under way, new items gather; they are written
 * together as soon as a lane is free. There is no timer, so an idle process writes at once. If a write of
 * several requests fails, it is halved until the request at fault fails alone.
 */
export function groupCommit<Item, Result>(options: {
  write: (items: Item[]) => Promise<Result[]>;
  /** Writes under way at the same time. */
  lanes: number;
  /** Items in one write. A single request with more is still written whole. */
  mostAtOnce: number;
  /** Items that may wait. */
  mostWaiting: number;
  /** How much memory an item holds, if sizes differ, and how much memory may wait. */
  weight?: { of: (item: Item) => number; mostWaiting: number };
  /**
   * True for an error that a single item may have caused. With any other error the whole group fails
   * together.
   */
  mayBeOneItem: (error: unknown) => boolean;
}): GroupCommit<Item, Result> {
  const queue: Submission<Item, Result>[] = [];
  let waiting = 0;
  let waitingWeight = 0;
  let busyLanes = 0;

  function next(): void {
    while (busyLanes < options.lanes && queue.length > 0) {
      const group = take();
      busyLanes++;
      write(group).finally(() => {
        busyLanes--;
        next();
      });
    }
  }

  function take(): Submission<Item, Result>[] {
    let size = 0;
    let count = 0;
    for (const { items } of queue) {
      if (count > 0 && size + items.length > options.mostAtOnce) break;
      size += items.length;
      count++;
    }
    const group = queue.splice(0, count);
    waiting -= size;
    for (const { weight } of group) waitingWeight -= weight;
    return group;
  }

  function weigh(items: readonly Item[]): number {
    let weight = 0;
    if (options.weight) for (const item of items) weight += options.weight.of(item);
    return weight;
  }

  function isTooMuch(items: number, weight: number): boolean {
    if (waiting + items > options.mostWaiting) return true;
    return options.weight !== undefined && waitingWeight + weight > options.weight.mostWaiting;
  }

  async function write(group: Submission<Item, Result>[]): Promise<void> {
    try {
      const results = await options.write(group.flatMap(({ items }) => [...items]));
      let from = 0;
      for (const { items, resolve } of group) {
        resolve(results.slice(from, from + items.length));
        from += items.length;
      }
    } catch (error) {
      if (group.length === 1 || !options.mayBeOneItem(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      const middle = group.length >> 1;
      await write(group.slice(0, middle));
      await write(group.slice(middle));
    }
  }

  return {
    submit(items) {
      if (items.length === 0) return Promise.resolve([]);
      const weight = weigh(items);
      if (waiting > 0 && isTooMuch(items.length, weight)) return Promise.reject(new Busy());
      return new Promise((resolve, reject) => {
        queue.push({ items, weight, resolve, reject });
        waiting += items.length;
        waitingWeight += weight;
        next();
      });
    },
  };
}
