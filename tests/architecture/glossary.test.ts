import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The rows of the glossary's tables: term, Japanese word, and the rest. */
const rows = readFileSync(`${root}docs/glossary.md`, "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| term"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

test("every Japanese word of the glossary is on a page", () => {
  const folder = `${root}lib/i18n/messages/ja`;
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const onScreen = files.map((name) => readFileSync(`${folder}/${name}`, "utf8")).join("\n");
  const words = rows.map(([, , japanese]) => japanese ?? "").filter((word) => word !== "—");
  expect(words.length).toBeGreaterThan(30);
  expect(words.filter((word) => word === "" || !onScreen.includes(word))).toEqual([]);
});

test("each term occurs once, with its meaning in both languages", () => {
  const terms = rows.map(([, term]) => term);
  expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual([]);
  const incomplete = rows
    .filter(([, , , english, japanese]) => !english || !japanese)
    .map(([, term]) => term);
  expect(incomplete).toEqual([]);
});
