import { expect, test } from "vitest";
import { Busy, groupCommit } from "./group-commit";

/** A write that waits until the test lets it go on. */
function gate() {
  const writes: { items: number[]; go: () => void; fail: (error: Error) => void }[] = [];
  const write = (items: number[]) =>
    new Promise<number[]>((resolve, reject) => {
      writes.push({ items, go: () => resolve(items.map((item) => item * 10)), fail: reject });
    });
  return { writes, write };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));
const options = { lanes: 1, mostAtOnce: 5, mostWaiting: 6, mayBeOneItem: () => true };

test("items that arrive during a write share the next one, and each caller gets its own results", async () => {
  const { writes, write } = gate();
  const { submit } = groupCommit({ ...options, write });
  const results = [submit([1]), submit([2, 3]), submit([4])];
  expect(writes.map(({ items }) => items)).toEqual([[1]]);
  writes[0]?.go();
  await turn();
  expect(writes[1]?.items).toEqual([2, 3, 4]);
  writes[1]?.go();
  expect(await Promise.all(results)).toEqual([[10], [20, 30], [40]]);
});

test("a write takes no more than its limit, but a large request is written whole", async () => {
  const { writes, write } = gate();
  const { submit } = groupCommit({ ...options, mostWaiting: 100, write });
  const results = [submit([1]), submit([2, 3, 4]), submit([5, 6, 7]), submit([1, 2, 3, 4, 5, 6, 7, 8])];
  for (let round = 0; round < 4; round++) {
    writes[round]?.go();
    await turn();
  }
  expect(writes.map(({ items }) => items.length)).toEqual([1, 3, 3, 8]);
  await Promise.all(results);
});

test("if too much waits, the caller is refused at once", async () => {
  const { writes, write } = gate();
  const { submit } = groupCommit({ ...options, write });
  const first = submit([1]);
  const second = submit([2, 3, 4, 5, 6]);
  await expect(submit([7, 8])).rejects.toThrow(Busy);
  writes[0]?.go();
  await turn();
  writes[1]?.go();
  await Promise.all([first, second]);
  const third = submit([7, 8]);
  writes[2]?.go();
  expect(await third).toEqual([70, 80]);
});

test("a request that fails by its own fault does not fail the others", async () => {
  const write = async (items: number[]) => {
    if (items.includes(13)) throw new Error("unlucky");
    return items;
  };
  const { submit } = groupCommit({ ...options, mostAtOnce: 100, mostWaiting: 100, write });
  const all = await Promise.allSettled([1, 2, 13, 4, 5].map((item) => submit([item])));
  expect(all.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);
});

test("a failure that no single item caused is reported to everyone and not repeated", async () => {
  const { writes, write } = gate();
  const { submit } = groupCommit({ ...options, write, mayBeOneItem: () => false });
  const first = submit([1]);
  const others = [submit([2]), submit([3])];
  writes[0]?.go();
  await first;
  await turn();
  writes[1]?.fail(new Error("the database is gone"));
  const outcomes = await Promise.allSettled(others);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(writes).toHaveLength(2);
});

test("fewer items may wait if they are large", async () => {
  const { writes, write } = gate();
  const weight = { of: (item: number) => item, mostWaiting: 100 };
  const { submit } = groupCommit({ ...options, weight, write });
  const results = [submit([1]), submit([60]), submit([40])];
  await expect(submit([1])).rejects.toBeInstanceOf(Busy);
  writes[0]?.go();
  await turn();
  const later = submit([100]);
  writes[1]?.go();
  await turn();
  writes[2]?.go();
  expect(await Promise.all([...results, later])).toEqual([[10], [600], [400], [1_000]]);
});
