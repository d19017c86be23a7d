import path from "node:path";
import type { Source } from "./sources";

/** An import from one room into another, with the two files. */
export type Arrow = { from: string; to: string; file: string; imported: string };

/**
 * The imports between rooms. `roomOf` names the room of a file, or undefined if it is in none. Imports that
 * are loaded late are left out, because they do not connect rooms when a program starts.
 */
export function arrowsBetween(
  sources: readonly Source[],
  roomOf: (file: string) => string | undefined,
  { typeOnly }: { typeOnly: boolean },
): Arrow[] {
  const known = new Set(sources.map(({ file }) => file.replace(/\.tsx?$/, "")));
  return sources.flatMap(({ file, imports }) =>
    imports
      .filter((one) => !one.isLate && (typeOnly || !one.typeOnly) && known.has(one.from))
      .map(({ from: imported }) => ({
        from: roomOf(file),
        to: roomOf(`${imported}.ts`),
        file,
        imported,
      }))
      .filter((arrow): arrow is Arrow => Boolean(arrow.from && arrow.to && arrow.from !== arrow.to)),
  );
}

/** Every import on a cycle of rooms, as `file -> imported`. */
export function arrowsOnCycles(arrows: readonly Arrow[]): string[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of arrows) next.set(from, (next.get(from) ?? new Set()).add(to));
  const reached = new Map<string, Set<string>>();
  return arrows
    .filter(({ from, to }) => reachableFrom(to).has(from))
    .map(({ file, imported }) => `${file} -> ${imported}`);

  function reachableFrom(room: string): Set<string> {
    const seen = reached.get(room) ?? new Set([room]);
    if (reached.has(room)) return seen;
    const open = [room];
    for (let one = open.pop(); one !== undefined; one = open.pop())
      for (const other of next.get(one) ?? [])
        if (!seen.has(other)) {
          seen.add(other);
          open.push(other);
        }
    reached.set(room, seen);
    return seen;
  }
}

/** All files that `file` needs when it is loaded: its imports, theirs, and so on. Types need nothing. */
export function filesBehind(file: string, sources: ReadonlyMap<string, Source>): Set<string> {
  const seen = new Set<string>();
  const open = [file];
  for (let one = open.pop(); one !== undefined; one = open.pop())
    for (const { from, typeOnly, isLate } of sources.get(one)?.imports ?? []) {
      const found = [`${from}.ts`, `${from}.tsx`, `${from}/index.ts`].find((name) => sources.has(name));
      if (typeOnly || isLate || !found || seen.has(found)) continue;
      seen.add(found);
      open.push(found);
    }
  return seen;
}

export const folderOf = (file: string): string => path.posix.dirname(file);
