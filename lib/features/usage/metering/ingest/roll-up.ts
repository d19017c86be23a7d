import { oneInTicks, parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import type { EventRow } from "./write-events";

/** What events add to one unit on one day, all of them together. Exact decimals as text. */
export type Rollup = {
  tenantUuid: string;
  unitUuid: string;
  day: string;
  events: number;
  sum: string;
  max: string;
  last: string;
  lastMs: number;
  lastKey: string;
};

/** Adds up events by tenant, unit and day. `parts` says, in the events' order, what each adds to which of the rollups. */
export function rollUp(rows: readonly EventRow[]): {
  rollups: Rollup[];
  parts: { event: number; rollup: number; value: string }[];
} {
  const places = new Map<string, number>();
  const sums: Sum[] = [];
  const parts: { event: number; rollup: number; value: string }[] = [];
  rows.forEach((row, event) => {
    for (const count of row.counts) {
      if (!("value" in count)) continue;
      const key = row.tenantUuid + count.unitUuid + count.day;
      let rollup = places.get(key);
      if (rollup === undefined) {
        rollup = sums.length;
        places.set(key, rollup);
        sums.push(new Sum(row.tenantUuid, count.unitUuid, count.day));
      }
      sums[rollup]?.add(count.value, row.occurredAt.getTime(), row.eventKey);
      parts.push({ event, rollup, value: count.value });
    }
  });
  return { rollups: sums.map((sum) => sum.rollup()), parts };
}

/** Whole numbers so small that 90,000 of them add up exactly as numbers, which is most of what is sent. */
const isSmall = /^-?\d{1,11}$/;

class Sum {
  #events = 0;
  #small = 0;
  #smallMax = Number.NEGATIVE_INFINITY;
  #ticks = 0n;
  #ticksMax: bigint | undefined;
  #last = "";
  #lastMs = Number.NEGATIVE_INFINITY;
  #lastKey = "";

  constructor(
    private readonly tenantUuid: string,
    private readonly unitUuid: string,
    private readonly day: string,
  ) {}

  add(value: string, atMs: number, eventKey: string): void {
    this.#events++;
    if (this.#events < 90_000 && isSmall.test(value)) {
      const number = Number(value);
      this.#small += number;
      if (number > this.#smallMax) this.#smallMax = number;
    } else {
      const ticks = parseDecimal(value);
      this.#ticks += ticks;
      if (this.#ticksMax === undefined || ticks > this.#ticksMax) this.#ticksMax = ticks;
    }
    if (atMs > this.#lastMs || (atMs === this.#lastMs && eventKey > this.#lastKey)) {
      this.#last = value;
      this.#lastMs = atMs;
      this.#lastKey = eventKey;
    }
  }

  rollup(): Rollup {
    const { tenantUuid, unitUuid, day } = this;
    return {
      tenantUuid,
      unitUuid,
      day,
      events: this.#events,
      sum: printDecimal(this.#ticks + BigInt(this.#small) * oneInTicks),
      max: this.#max(),
      last: this.#last,
      lastMs: this.#lastMs,
      lastKey: this.#lastKey,
    };
  }

  #max(): string {
    if (this.#ticksMax === undefined) return String(this.#smallMax);
    if (this.#smallMax === Number.NEGATIVE_INFINITY) return printDecimal(this.#ticksMax);
    const small = BigInt(this.#smallMax) * oneInTicks;
    return printDecimal(small > this.#ticksMax ? small : this.#ticksMax);
  }
}
