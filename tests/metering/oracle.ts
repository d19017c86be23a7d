import type { EventProperties } from "@/lib/domain/metering/usage-event";
import type { Sent, Step, Unit } from "./histories";

type Fact = { eventName: string; at: number; properties: EventProperties };
type Known = { sent: Sent; now: Fact | null };

const formats = new Map<string, Intl.DateTimeFormat>();

/** The local day by JavaScript's own calendar, which the product does not use. */
function localDay(at: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    const numeric = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
    format = new Intl.DateTimeFormat("en-CA", { timeZone, ...numeric });
    formats.set(timeZone, format);
  }
  return format.format(at);
}

/**
 * The simplest way to count: it remembers every event and reads all of them for every count. It has no rows
 * of days, no merging and no recount.
 */
export class Oracle {
  readonly #events = new Map<number, Known>();

  constructor(
    readonly timeZone: string,
    /** What decides between two events of the same instant. */
    readonly keyOf: (event: number) => string,
  ) {}

  /** The result of the step. */
  take(step: Step): "new" | "known" | "conflict" | "changed" | "unchanged" | "unknown" {
    const known = this.#events.get(step.event);
    if (step.kind === "send") {
      if (known) return sameText(known.sent, step) ? "known" : "conflict";
      const { eventName, at, properties } = step;
      this.#events.set(step.event, { sent: step, now: { eventName, at, properties } });
      return "new";
    }
    if (!known) return "unknown";
    const before = known.now;
    const present = before ?? known.sent;
    known.now =
      step.kind === "void"
        ? null
        : {
            eventName: known.sent.eventName,
            at: step.at ?? present.at,
            properties: step.properties ?? present.properties,
          };
    return sameText(before, known.now) ? "unchanged" : "changed";
  }

  /** Instants at which something happened or happens. */
  instants(): number[] {
    return [...this.#events.values()].flatMap(({ sent, now }) => [sent.at, ...(now ? [now.at] : [])]);
  }

  count(unit: Unit, from: string, to: string): string {
    const counting = [...this.#events].flatMap(([event, { now }]) => {
      if (now?.eventName !== "data") return [];
      const day = localDay(now.at, this.timeZone);
      if (day < from || day > to) return [];
      const text = (name: string) => (name in now.properties ? String(now.properties[name]) : undefined);
      for (const { property, operator, values } of unit.filter) {
        const actual = text(property);
        if ((actual !== undefined && values.includes(actual)) !== (operator === "is")) return [];
      }
      const value = unit.property === null ? "1" : text(unit.property);
      return value === undefined ? [] : [{ value, at: now.at, key: this.keyOf(event) }];
    });
    if (unit.aggregation === "count") return String(counting.length);
    if (unit.aggregation === "unique") return String(new Set(counting.map(({ value }) => value)).size);
    const values = counting.map(({ value }) => scaled(value));
    if (values.length === 0) return "0";
    if (unit.aggregation === "sum") return unscaled(values.reduce((sum, value) => sum + value, 0n));
    if (unit.aggregation === "max") return unscaled(values.reduce(greater));
    counting.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
    return unscaled(scaled(counting.at(-1)?.value ?? "0"));
  }
}

/** The same for any order of the properties. */
function sameText(a: Fact | null, b: Fact | null): boolean {
  const text = (fact: Fact | null) =>
    fact && [fact.eventName, fact.at, Object.entries(fact.properties).sort(([x], [y]) => (x < y ? -1 : 1))];
  return JSON.stringify(text(a)) === JSON.stringify(text(b));
}

function greater(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

/** A decimal as a whole number of 10⁻¹². */
function scaled(text: string): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(12, "0"));
}

function unscaled(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(13, "0");
  const fraction = digits.slice(-12).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -12)}${fraction && `.${fraction}`}`;
}

/**
 * Periods to check: each day on which something happened and its neighbours, two of their months, and a range
 * over them.
 */
export function periodsOf(oracle: Oracle): { from: string; to: string }[] {
  const dayMs = 86_400_000;
  const days = oracle
    .instants()
    .flatMap((at) => [-1, 0, 1].map((n) => localDay(at + n * dayMs, oracle.timeZone)));
  const sorted = [...new Set(days)].sort();
  const months = [...new Set(sorted.map((day) => day.slice(0, 7)))];
  const lastOf = (month: string) => {
    const [year = 0, number = 0] = month.split("-").map(Number);
    return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  };
  return [
    ...sorted.map((day) => ({ from: day, to: day })),
    ...[...months.slice(0, 1), ...months.slice(1).slice(-1)].map((month) => ({
      from: `${month}-01`,
      to: lastOf(month),
    })),
    { from: sorted[1] ?? "", to: sorted.at(-2) ?? "" },
  ].filter(({ from, to }) => from !== "" && from <= to);
}
