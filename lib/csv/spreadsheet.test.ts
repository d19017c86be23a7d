import { expect, test } from "vitest";
import { encodingOf, textOfBytes } from "@/lib/domain/text/text-encoding";
import { linesOf, spreadsheetRows } from "./spreadsheet";

async function rowsOf(...pieces: string[]) {
  const found: [number, string[] | null][] = [];
  for await (const { line, cells } of spreadsheetRows(linesOf(pieces))) found.push([line, cells]);
  return found;
}
const rows = [
  [1, ["slug", "name"]],
  [2, ["asahi", "Asahi, Inc."]],
];

test.each([
  ["commas", 'slug,name\nasahi,"Asahi, Inc."\n'],
  ["semicolons", "slug;name\r\nasahi;Asahi, Inc.\r\n"],
  ["tabs", "slug\tname\nasahi\tAsahi, Inc."],
  ["CR alone", 'slug,name\rasahi,"Asahi, Inc."\r'],
  ["a byte order mark", '\uFEFFslug,name\nasahi,"Asahi, Inc."'],
  ["empty columns at the end", 'slug,name,,\nasahi,"Asahi, Inc.",,\n'],
  ["empty columns in some rows", 'slug,name\nasahi,"Asahi, Inc.",,,,'],
  ["empty rows at the end", 'slug,name\nasahi,"Asahi, Inc."\n\n,\n" ",\n,,,,\n'],
])("%s", async (_, text) => expect(await rowsOf(text)).toEqual(rows));

test("empty rows between others keep the numbers of the rows", async () =>
  expect(await rowsOf(",\n\nslug,name\n,,\n;\nasahi,A")).toEqual([
    [3, ["slug", "name"]],
    [5, [";"]],
    [6, ["asahi", "A"]],
  ]));

test("a line that names the separator is no row", async () =>
  expect(await rowsOf("sep=;\nslug;name\na;b,c,d")).toEqual([
    [2, ["slug", "name"]],
    [3, ["a", "b,c,d"]],
  ]));

test.each([",", ";", "\t"])("a line break in quotes stays with %j", async (mark) =>
  expect(await rowsOf(`slug${mark}memo\r\na${mark}"one\r\ntwo ""three""${mark}"\r\nb${mark}x`)).toEqual([
    [1, ["slug", "memo"]],
    [2, ["a", `one\ntwo "three"${mark}`]],
    [4, ["b", "x"]],
  ]),
);

test("copied rows have quotes that mean themselves", async () =>
  expect(await rowsOf('slug\tmemo\na\t5" disk\nb\t"x"')).toEqual([
    [1, ["slug", "memo"]],
    [2, ["a", '5" disk']],
    [3, ["b", "x"]],
  ]));

test("what is missing or has no column is not hidden", async () =>
  expect(await rowsOf("slug,,name\na,b\nc,,d,e")).toEqual([
    [1, ["slug", "", "name"]],
    [2, ["a", "b"]],
    [3, ["c", "", "d", "e"]],
  ]));

test("a CR LF between two pieces is one line end", async () =>
  expect(await rowsOf("slug,name\r", "\na,b\r", "c,d")).toEqual([
    [1, ["slug", "name"]],
    [2, ["a", "b"]],
    [3, ["c", "d"]],
  ]));

test.each(["utf-16le", "utf-16be"] as const)("%s is read, with and without its mark", (encoding) => {
  const bytes = (text: string) => {
    const little = Buffer.from(text, "utf16le");
    return encoding === "utf-16le" ? little : little.swap16();
  };
  for (const text of ["slug,会社\nasahi,朝日", "\uFEFFslug,会社\nasahi,朝日"]) {
    const given = bytes(text);
    expect(encodingOf(given)).toBe(encoding);
    expect(textOfBytes(Uint8Array.from(given).buffer)).toBe(text.replace("\uFEFF", ""));
  }
});

test("Shift JIS is read, and a character that is cut off is still UTF-8", () => {
  expect(textOfBytes(Uint8Array.from([0x61, 0x2c, 0x92, 0xa9, 0x93, 0xfa]).buffer)).toBe("a,朝日");
  const cut = new TextEncoder().encode("a,朝日").subarray(0, 6);
  expect(encodingOf(cut, false)).toBe("utf-8");
});
