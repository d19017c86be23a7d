import { expect, test } from "vitest";
import { csvFile } from "./csv-file";

test("cells keep their commas, quotes and line breaks, and Excel recognises UTF-8", () => {
  expect(
    csvFile([
      ["日", 'a "b"'],
      ["x,y", "line\nbreak"],
    ]),
  ).toBe('\uFEFF日,"a ""b"""\r\n"x,y","line\nbreak"\r\n');
});

test("a name never runs as a formula, and a number stays a number", () => {
  expect(csvFile([["=1+1", "@x", "-12.5", "-x"]])).toBe("\uFEFF'=1+1,'@x,-12.5,'-x\r\n");
});
