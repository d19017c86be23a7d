import type { ChangeMode } from "@/lib/domain/catalog/change-mode";
import type { Holding } from "@/lib/domain/license/holding";
import { periodOf } from "@/lib/domain/license/periods";
import type { Change, PlanPair } from "@/lib/domain/promise/change";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import type { BilledLine } from "@/lib/domain/promise/lines/billed-line";
import type { UsageLine } from "@/lib/domain/promise/lines/usage-line";
import { promiseChange } from "@/lib/domain/promise/promise-change";
import { promiseEnd } from "@/lib/domain/promise/promise-end";
import { promisePeriod } from "@/lib/domain/promise/promise-period";
import type { PromiseTerms } from "@/lib/domain/promise/promise-terms";
import { promiseUsage } from "@/lib/domain/promise/promise-usage";
import { addDays, type Day, type DaySpan } from "@/lib/domain/time/day-span";
import { billedAfter } from "../promise/fixtures";
import { InvoiceLife } from "./invoice-life";
import { type Act, firstDay, lastDay, type TenantYear, yearEnd } from "./tenant-years";
import { UsageDesk } from "./usage-desk";

type License = {
  holding: Holding;
  yearStart: Day | null;
  period: DaySpan;
  stops: boolean;
  pairs: PlanPair[];
};
type Terms = PromiseTerms & { billed: readonly BilledLine[] };
export type HeldDay = { holding: Holding; yearStart: Day | null };

export type PlayedYear = {
  invoices: InvoiceLife[];
  billed: BilledLine[];
  /** Without what Stripe refused. */
  desk: UsageDesk;
  /** What was held when a day ended. */
  held: Map<Day, HeldDay>;
  /** Promises that were made a second time at once, for the same: they have to be empty. */
  repeated: ChargePromise[];
};

/** Plays a year day by day: runs and renewals at midnight, then what arrived late, then what people do. */
export function playYear(year: TenantYear): PlayedYear {
  const player = new Player(year);
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) player.live(day);
  return player;
}

class Player implements PlayedYear {
  readonly invoices: InvoiceLife[] = [];
  billed: BilledLine[] = [];
  readonly desk: UsageDesk;
  readonly held = new Map<Day, HeldDay>();
  readonly repeated: ChargePromise[] = [];
  private license: License | null = null;
  private balanceMinor = 0n;
  private readonly ends: { day: Day; invoice: InvoiceLife }[] = [];

  constructor(private readonly year: TenantYear) {
    this.desk = new UsageDesk(year);
  }

  live(day: Day): void {
    const { used, acts } = this.year;
    for (const { invoice } of this.ends.filter((end) => end.day === day)) this.endInvoice(invoice);
    const isRun = day.endsWith("-01");
    const arrived = used.some(({ arrives, voided }) => arrives === day || voided === day);
    const usage = isRun ? this.desk.run(day) : [];
    this.renew(day, usage);
    if (arrived) this.billUsage(day, this.desk.late(day));
    for (const act of acts) if (act.day === day) this.act(act);
    if (this.license) this.held.set(day, { ...this.license });
  }

  private renew(day: Day, usage: UsageLine[]): void {
    if (day === yearEnd && this.license) this.end(day);
    if (this.license?.period.until === day && this.license.stops) this.leave(day);
    const { license } = this;
    if (license?.period.until !== day) {
      this.billUsage(day, usage);
      return;
    }
    const { holding, yearStart } = license;
    const span = periodOf(holding.interval, yearStart, day);
    const { coupons } = this.year.terms;
    this.charge((terms) =>
      promisePeriod({ ...terms, day, holding, span, yearStart, usage: [{ lines: usage, coupons }] }),
    );
    this.repeated.push(promisePeriod({ ...this.terms(), day, holding, span, yearStart }));
    this.license = { ...license, period: span, pairs: [] };
  }

  private billUsage(day: Day, lines: UsageLine[]): void {
    if (lines.length === 0) return;
    const { currency, terms } = this.year;
    const usage = [{ lines, coupons: terms.coupons }];
    this.charge((all) => promiseUsage({ ...all, currency, day, usage }), this.desk.goesOn(lines));
  }

  private act(act: Act): void {
    const { license } = this;
    if (act.type === "hold") this.hold(act.day, act.wanted, act.mode);
    else if (act.type === "stop" && license) this.license = { ...license, stops: true };
    else if (license) this.end(act.day);
  }

  private end(day: Day): void {
    this.charge((terms) => promiseEnd({ ...terms, currency: this.year.currency, day, endsOn: day }));
    this.leave(day);
  }

  private leave(day: Day): void {
    const last = this.desk.terms.at(-1);
    if (last) last.span = { from: last.span.from, until: day };
    this.license = null;
  }

  private hold(day: Day, wanted: Holding, chosen: ChangeMode): void {
    const before = this.license;
    // Intervals have no common whole, and the first purchase pays for its days.
    const mode = before?.holding.interval === wanted.interval ? chosen : "prorated";
    const isNewYear = wanted.interval === "year" && (before?.holding.interval !== "year" || mode === "full");
    const yearStart = wanted.interval === "month" ? null : isNewYear ? day : (before?.yearStart ?? null);
    const change: Omit<Change, keyof Terms> = {
      day,
      held: before?.holding ?? null,
      period: before?.period ?? null,
      yearStart: before?.yearStart ?? null,
      wanted,
      mode,
      pairsCharged: before?.pairs ?? [],
    };
    this.charge((terms) => promiseChange({ ...terms, ...change }));
    const period = periodOf(wanted.interval, yearStart, day);
    const pairs = [...(before?.pairs ?? [])];
    if (before && mode === "difference")
      pairs.push({ from: before.holding.planVersionId, to: wanted.planVersionId });
    const again = { ...change, held: wanted, period, yearStart, pairsCharged: pairs };
    this.repeated.push(promiseChange({ ...this.terms(), ...again }));
    if (before) this.leave(day);
    const { planVersionId, definition, seats } = wanted;
    this.desk.terms.push({ planVersionId, definition, seats, span: { from: day, until: yearEnd } });
    this.license = { holding: wanted, yearStart, period, stops: false, pairs };
  }

  private terms(): Terms {
    const openInvoices = this.invoices.map(({ id, openMinor }) => ({ invoiceId: id, openMinor }));
    return { ...this.year.terms, openInvoices, balanceMinor: this.balanceMinor, billed: this.billed };
  }

  private charge(make: (terms: Terms) => ChargePromise, mayBeRefused = false): void {
    const promise = make(this.terms());
    if (promise.lines.length === 0 && promise.givenBack.length === 0) return;
    const { fates } = this.year;
    const number = this.invoices.length;
    const drawn = fates[number % fates.length] ?? { type: "paid" };
    const fate = drawn.type === "refused" && !mayBeRefused ? { type: "paid" as const } : drawn;
    const invoice = new InvoiceLife(`in_${number}`, promise, fate);
    this.invoices.push(invoice);
    if (invoice.isRefused) return;
    const isOpen =
      "days" in fate && fate.type !== "refunded" && fate.type !== "disputed" && invoice.openMinor > 0n;
    this.billed = billedAfter(this.billed, promise, invoice.id, isOpen ? "open" : "paid");
    for (const line of promise.lines)
      if (line.kind === "usage") this.desk.billed.push({ line: line.usage, invoiceId: invoice.id });
    for (const note of promise.creditNotes)
      this.invoices.find(({ id }) => id === note.invoiceId)?.credit(-note.totalMinor);
    this.balanceMinor = promise.balance.afterMinor;
    if (!isOpen) invoice.pay();
    if ("days" in fate && (isOpen || fate.type !== "paid_later") && promise.dueNowMinor > 0n)
      this.ends.push({ day: addDays(promise.day, fate.days), invoice });
  }

  private endInvoice(invoice: InvoiceLife): void {
    const standing = invoice.end() ? ("lost" as const) : ("paid" as const);
    this.billed = this.billed.map((line) => (line.invoiceId === invoice.id ? { ...line, standing } : line));
  }
}
