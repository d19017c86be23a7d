import { countOf, merge, type Tally, tallyOf } from "@/lib/domain/metering/tally";
import type { MeteredLine, UsageLine } from "@/lib/domain/promise/lines/usage-line";
import { correctMonth } from "@/lib/domain/rated-usage/correct-month";
import { lastCorrection } from "@/lib/domain/rated-usage/correction-time";
import { heldParts, type PaidTerm } from "@/lib/domain/rated-usage/held-parts";
import { rateMonth } from "@/lib/domain/rated-usage/rate-month";
import { isBilledAtOnce, settleCorrection, type WriteOff } from "@/lib/domain/rated-usage/settle-correction";
import { type Day, type DaySpan, firstOfMonth, monthSpan } from "@/lib/domain/time/day-span";
import { meters, type TenantYear, type Used } from "./tenant-years";

export type BilledUsage = { line: UsageLine; invoiceId: string };

const time = { correctionDays: 90 };
const additive = new Set(["calls", "jobs"]);

/** Rates months and corrects them, as the runs of a tenant do, with the rules of lib/domain/rated-usage. */
export class UsageDesk {
  readonly terms: PaidTerm[] = [];
  readonly billed: BilledUsage[] = [];
  readonly writtenOff: WriteOff[] = [];
  /** What was rated and may still be corrected. */
  private readonly open = new Set<Day>();
  private readonly closed = new Set<Day>();
  private readonly rates = new Map<string, MeteredLine[]>();

  constructor(private readonly year: TenantYear) {}

  /** The run of a first of a month: what it bills. */
  run(day: Day): UsageLine[] {
    const due: UsageLine[] = [];
    for (const month of [...this.open]) {
      const isLast = lastCorrection(month, time) <= day;
      due.push(...this.settle(month, isLast ? "last" : "open", day));
      if (!isLast) continue;
      this.open.delete(month);
      this.closed.add(month);
    }
    const ended = firstOfMonth(day, -1);
    if (heldParts(this.terms, monthSpan(ended)).parts.length === 0) return due;
    this.open.add(ended);
    return [...due, ...this.rate(ended, day)];
  }

  /** What is billed between two runs because of what arrived, or was taken back, on this day. */
  late(day: Day): UsageLine[] {
    for (const month of this.closed) this.settle(month, "over", day);
    const due = [...this.open].flatMap((month) => this.settle(month, "open", day));
    const { currency, atOnceMinor } = this.year;
    return isBilledAtOnce(due, currency, { [currency]: atOnceMinor }) ? due : [];
  }

  /** Whether a month's time goes on after this day, so that what is refused today is billed later. */
  goesOn = (lines: readonly UsageLine[]): boolean => lines.every(({ period }) => this.open.has(period.from));

  private settle(month: Day, when: "open" | "last" | "over", day: Day): UsageLine[] {
    const isOfMonth = ({ period }: UsageLine) => period.from === month;
    const settled = [...this.billed.map(({ line }) => line), ...this.writtenOff.map(({ line }) => line)];
    const lines = correctMonth(this.rate(month, day), settled.filter(isOfMonth));
    const { currency, leastMinor } = this.year;
    const { billed, writtenOff } = settleCorrection(lines, when, { [currency]: leastMinor });
    this.writtenOff.push(...writtenOff);
    return billed;
  }

  private rate(month: Day, day: Day): MeteredLine[] {
    const span = monthSpan(month);
    const isKnown = ({ arrives, voided }: Used) => arrives <= day && (!voided || voided > day);
    const known = this.year.used.filter((each) => monthSpan(each.day).from === month && isKnown(each));
    // Most runs find what the last one found.
    const facts = [
      month,
      this.terms.length,
      this.terms.at(-1)?.span.until,
      ...known.map(({ id }) => id),
    ].join();
    const found = this.rates.get(facts);
    if (found) return found;
    const held = heldParts(this.terms, span);
    const counts = Object.fromEntries(
      Object.keys(meters).map((meter) => [meter, counted(meter, known, held.spans)]),
    );
    const lines = rateMonth({ month: span, ...held, counts, additive });
    this.rates.set(facts, lines);
    return lines;
  }
}

function counted(meter: string, known: readonly Used[], spans: readonly DaySpan[]): string {
  const used = known.filter(
    (each) => each.meter === meter && spans.some(({ from, until }) => from <= each.day && each.day < until),
  );
  const aggregation = meters[meter] ?? "sum";
  if (aggregation === "unique") return String(new Set(used.map(({ amount }) => amount)).size);
  const at = ({ day, second }: Used) => new Date(Date.parse(`${day}T00:00:00Z`) + second * 1000);
  const tallies = used.map((each) => tallyOf(each.amount, at(each), each.id));
  return countOf(
    tallies.reduce<Tally | null>((all, each) => (all ? merge(all, each) : each), null),
    aggregation,
  );
}
