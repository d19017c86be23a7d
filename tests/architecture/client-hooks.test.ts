import { expect, test } from "vitest";
import { type Source, sources } from "./sources";

/** The file of a module, which imports name without its ending. */
const files = new Map<string, Source>();
for (const source of sources())
  for (const name of [source.file, source.file.replace(/\.tsx?$/, "")]) files.set(name, source);
const runsInBrowser = ({ text }: Source) => text.trimStart().startsWith('"use client"');

/** What the server renders: pages, and what they import up to the first part that runs in the browser. */
function renderedByServer(): Set<Source> {
  const found = new Set<Source>();
  const open = [...new Set(files.values())].filter(
    (source) => source.file.startsWith("app/") && !runsInBrowser(source),
  );
  for (let at = open.pop(); at; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    for (const { from, typeOnly } of at.imports) {
      const next = files.get(from);
      if (next && !typeOnly && !runsInBrowser(next)) open.push(next);
    }
  }
  return found;
}

test("the server calls no hook of a file that runs in the browser: its page would break", () => {
  const rendered = renderedByServer();
  expect(rendered.size).toBeGreaterThan(100);
  const broken = [...rendered].flatMap(({ file, text, imports }) =>
    imports
      .filter(({ from, typeOnly }) => {
        const source = files.get(from);
        return source && !typeOnly && runsInBrowser(source);
      })
      .flatMap(({ from }) => {
        const name = from
          .split("/")
          .at(-1)
          ?.replace(/\.tsx?$/, "");
        const names = new RegExp(`import \\{([^}]*)\\} from "[^"]*/${name}"`).exec(text)?.[1] ?? "";
        return /\buse[A-Z]/.test(names) ? [`${file} -> ${from}`] : [];
      }),
  );
  expect(broken).toEqual([]);
});
