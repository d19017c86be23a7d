import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const rooms = ["api", "app", "components", "demo", "drizzle", "lib", "sandbox", "server"];

export type Source = {
  /** From the root, with forward slashes. */
  file: string;
  text: string;
  /** `isLate`: loaded by `import()` while the program runs. */
  imports: { from: string; typeOnly: boolean; isLate: boolean }[];
};

/** Every source file of the product, without tests and migrations. */
export function sources(): Source[] {
  return rooms.flatMap((room) => walk(room)).map(read);
}

function walk(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "migrations" ? [] : walk(file);
    return /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$/.test(file) ? [file] : [];
  });
}

function read(file: string): Source {
  const text = readFileSync(path.join(root, file), "utf8");
  const statements = text.matchAll(/^\s*(?:import|export)\s+(type\s)?[^"';]*?from\s+"([^"]+)"/gm);
  const bare = text.matchAll(/^\s*import\s+"([^"]+)"/gm);
  const late = text.matchAll(/\bimport\(\s*"([^"]+)"/g);
  const found = (from: string, typeOnly: boolean, isLate: boolean) => ({
    from: resolve(file, from),
    typeOnly,
    isLate,
  });
  return {
    file,
    text,
    imports: [
      ...[...statements].map(([, type, from]) => found(from ?? "", Boolean(type), false)),
      ...[...bare].map(([, from]) => found(from ?? "", false, false)),
      ...[...late].map(([, from]) => found(from ?? "", false, true)),
    ],
  };
}

/** `@/lib/x` and `../x` become `lib/x`; a package keeps its name after `npm:`. */
function resolve(file: string, from: string): string {
  if (from.startsWith("@/")) return from.slice(2);
  if (from.startsWith(".")) return path.posix.join(path.posix.dirname(file), from);
  return `npm:${from}`;
}

/** The text without comments and strings, for rules about what code does. */
export function codeOf(source: Source): string {
  return source.text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|\s)\/\/.*$/gm, "$1")
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
}
