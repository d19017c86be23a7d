import { expect, test } from "vitest";
import { csvRecords } from "./csv-records";

async function records(...lines: string[]) {
  const found: [number, string[] | null][] = [];
  async function* each() {
    yield* lines;
  }
  for await (const { line, cells } of csvRecords(each())) found.push([line, cells]);
  return found;
}

test("empty cells stay, wherever they are", async () => {
  expect(await records(",b,,d,", ",", '"",x')).toEqual([
    [1, ["", "b", "", "d", ""]],
    [2, ["", ""]],
    [3, ["", "x"]],
  ]);
});

test("a quoted cell holds commas, quotes and line breaks", async () => {
  expect(await records('"a,b","c ""d""",e', "", '"f', "", 'g",h', "i,j")).toEqual([
    [1, ["a,b", 'c "d"', "e"]],
    [3, ["f\n\ng", "h"]],
    [6, ["i", "j"]],
  ]);
});

test("a stray quote spoils its own line and no other", async () => {
  expect(await records('a"b,c', "d,e", '"f,g', "h,i", '"j"k,l', "m,n", '"o', "p")).toEqual([
    [1, null],
    [2, ["d", "e"]],
    [3, null],
    [4, ["h", "i"]],
    [5, null],
    [6, ["m", "n"]],
    [7, null],
    [8, ["p"]],
  ]);
});

test("a quote that never ends does not swallow the rest of a long file", async () => {
  const rest = Array.from({ length: 5_000 }, (_, index) => `${index},x`);
  const found = await records('"a', ...rest);
  expect(found).toHaveLength(5_001);
  expect(found.filter(([, cells]) => cells === null)).toEqual([[1, null]]);
});
