import { visit } from "jsonc-parser";
import type { FieldError } from "@/lib/domain/errors";

/** Text that is JSON, and means something else than its sender wrote: a field twice, or a number that loses digits. */
export class AmbiguousJson extends Error {
  constructor(readonly fields: FieldError[]) {
    super(fields.map(({ field, rule }) => `${field}: ${rule}`).join(", "));
  }
}

/** Deeper than any body of ours; programs that walk through lists within lists end there too. */
const deepest = 100;

/** The most problems that are told at once. */
const mostTold = 20;

/**
 * Reads JSON (RFC 8259) as its sender meant it. `JSON.parse` takes the last of two fields with one name and rounds numbers
 * of more than 15 digits without a word: a wrong amount, booked.
 *
 * Such text is looked for twice: cheaply and with false alarms first, since nearly all text has none of it, then exactly.
 * @throws SyntaxError if it is no JSON; AmbiguousJson by field.
 */
export function parseStrictly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (fieldsIn(value) === possibleFieldsIn(text) && !longNumber.test(text)) return value;
  const problems = ambiguities(text);
  if (problems.length > 0) throw new AmbiguousJson(problems);
  return value;
}

/** How many fields there are, or NaN if the value is too deep. */
function fieldsIn(value: unknown): number {
  let count = 0;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) throw new AmbiguousJson([tooDeep]);
    const next: unknown[] = [];
    for (const each of level) {
      if (typeof each !== "object" || each === null) continue;
      const inner = Object.values(each);
      if (!Array.isArray(each)) count += inner.length;
      for (const one of inner) if (typeof one === "object" && one !== null) next.push(one);
    }
    level = next;
  }
  return count;
}

const tooDeep: FieldError = { field: "", rule: "too_deep", params: { maximum: deepest } };

/** How many fields the text writes, or more: a text may also hold what looks like a field's name. */
const possibleFieldsIn = (text: string): number => text.match(/"\s*:/g)?.length ?? 0;

/** Found in numbers that lose digits, and in much that is none. */
const longNumber = /[\d.]{16}|\d[eE][+-]?\d{3}/;

function ambiguities(text: string): FieldError[] {
  const problems: FieldError[] = [];
  const objects: Set<string>[] = [];
  const tell = (rule: string, path: (string | number)[]) => {
    if (problems.length < mostTold) problems.push({ field: path.join("."), rule });
  };
  visit(text, {
    onObjectBegin: () => void objects.push(new Set()),
    onObjectEnd: () => void objects.pop(),
    onObjectProperty: (name, _offset, _length, _line, _character, path) => {
      const names = objects.at(-1);
      if (names?.has(name)) tell("duplicate_field", [...path(), name]);
      names?.add(name);
    },
    onLiteralValue: (value, offset, length, _line, _character, path) => {
      if (typeof value === "number" && losesDigits(text.slice(offset, offset + length)))
        tell("unsafe_number", path());
    },
  });
  return problems;
}

/** Whether a number's text and what is kept of it differ: 9007199254740993, 1e400. */
function losesDigits(text: string): boolean {
  const kept = Number(text);
  return !Number.isFinite(kept) || significant(text) !== significant(String(kept));
}

/** A number's digits without sign, point and zeros at the ends, and the place of the first one. */
function significant(text: string): string {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const all = whole + fraction;
  const digits = all.replace(/^0+/, "");
  if (digits === "") return "0";
  const place = Number(exponent) + whole.length - (all.length - digits.length);
  return `${digits.replace(/0+$/, "")} ${place}`;
}
