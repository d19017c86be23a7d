import { and, asc, desc, eq, gte, ne, notExists, notInArray, sql } from "drizzle-orm";
import { z } from "zod";
import { type IngestOutcome, ingestMinutes, meterUnits } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { medianStep } from "@/lib/domain/metering/lag";
import { daysOf } from "@/lib/domain/metering/period";
import { dayOf, isTimeZone } from "@/lib/domain/time/calendar";
import { dayWindow } from "@/lib/domain/time/day-window";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { differsOnAggregations } from "@/lib/features/usage/metering/recount/agree-on-aggregations";
import { readUnreadSince } from "./read-unread";

/** Minutes of the last hour, hours of the last day, or days of the last month. */
const healthSpans = ["hour", "day", "month"] as const;
export type HealthSpan = (typeof healthSpans)[number];

type Numbers = Record<"new" | "known" | "conflict" | "rejected", number>;

/** How events arrive: plain JSON, instants in ISO 8601. Everything here may be a few seconds behind. */
export type IngestHealth = {
  span: HealthSpan;
  /** The zone whose days the bars are. */
  timeZone: string;
  /** Oldest first; the last one is still running. */
  bars: ({ at: string } & Numbers)[];
  total: Numbers;
  /** Of the whole span, most first. */
  rejectedRules: { rule: string; events: number }[];
  /** Names that no meter unit listens to now, most first. */
  uncountedNames: { name: string; events: number; lastAt: string }[];
  /** Events of counted names that add nothing as units count now, because properties are missing, most first. */
  unreadEvents: { name: string; missing: string[]; events: number; lastAt: string }[];
  /** How late the events of the last hour came; null without any. */
  lag: { halfWithinSeconds: number | null; worstMs: number } | null;
  /** When the newest event was taken. */
  lastEventAt: string | null;
  /** The environment and the database differ on whether Stripe is on: units count as the database says. */
  aggregationsDiffer: boolean;
  readAt: string;
};

const minuteMs = 60_000;
const mostNames = 20;

/** How many events came, what became of them, and how late they were. Reads statistics only, never events. */
export const readIngestHealth = useCase(staff("usage.explore"), {
  input: z.strictObject({
    span: z.enum(healthSpans).default("hour"),
    timeZone: z
      .string()
      .max(64)
      .refine(isTimeZone, { params: { rule: "invalid" } })
      .default("UTC"),
  }),
  async read({ ctx, input: { span, timeZone }, tx }): Promise<IngestHealth> {
    const starts = startsOf(span, ctx.now, timeZone);
    const rows = await sums(tx, starts);
    const of = (outcome: IngestOutcome, bar?: number) =>
      rows
        .filter((row) => row.outcome === outcome && (bar === undefined || row.bar === bar))
        .reduce((sum, { events }) => sum + events, 0);
    const numbers = (bar?: number): Numbers => ({
      new: of("new", bar),
      known: of("known", bar),
      conflict: of("conflict", bar),
      rejected: of("rejected", bar),
    });
    return {
      span,
      timeZone,
      bars: starts.map((at, index) => ({ at: at.toISOString(), ...numbers(index + 1) })),
      total: numbers(),
      rejectedRules: byDetail(rows, "rejected").map(({ detail, events }) => ({ rule: detail, events })),
      uncountedNames: await uncountedSince(tx, starts[0] ?? new Date(0)),
      unreadEvents: await readUnreadSince(tx, starts[0] ?? new Date(0)),
      lag: await lagSince(tx, new Date(ctx.now.getTime() - 60 * minuteMs)),
      lastEventAt: await lastTaken(tx),
      aggregationsDiffer: await differsOnAggregations(tx),
      readAt: ctx.now.toISOString(),
    };
  },
});

/** When each bar begins, oldest first. */
function startsOf(span: HealthSpan, now: Date, timeZone: string): Date[] {
  if (span === "month") {
    const monthAgo = new Date(now.getTime() - 29 * 24 * 60 * minuteMs);
    const days = daysOf({ from: dayOf(monthAgo, timeZone), to: dayOf(now, timeZone) });
    return days.map((day) => dayWindow(day, timeZone).start);
  }
  const [stepMs, bars] = span === "hour" ? [minuteMs, 60] : [60 * minuteMs, 24];
  const running = Math.floor(now.getTime() / stepMs) * stepMs;
  return Array.from({ length: bars }, (_, index) => new Date(running - (bars - 1 - index) * stepMs));
}

type Sum = { bar: number; outcome: IngestOutcome; detail: string; events: number; lastAt: Date };

async function sums(tx: Transaction, starts: readonly Date[]): Promise<Sum[]> {
  const texts = `{${starts.map((at) => at.toISOString()).join(",")}}`;
  const detail = sql<string>`case when ${ingestMinutes.outcome} = 'rejected' then ${ingestMinutes.detail} else '' end`;
  const bar = sql<number>`width_bucket(${ingestMinutes.minute}, ${texts}::timestamptz[])`;
  const rows = await tx
    .select({
      bar: bar.as("bar"),
      outcome: ingestMinutes.outcome,
      detail: detail.as("said"),
      events: sql<string>`sum(${ingestMinutes.events})`,
      lastAt: sql<string>`max(${ingestMinutes.lastAt})`,
    })
    .from(ingestMinutes)
    .where(
      and(
        gte(ingestMinutes.minute, starts[0] ?? new Date(0)),
        notInArray(ingestMinutes.outcome, ["uncounted", "unread"]),
      ),
    )
    .groupBy(sql`1, 2, 3`);
  return rows.map((row) => ({ ...row, events: Number(row.events), lastAt: new Date(row.lastAt) }));
}

function byDetail(rows: readonly Sum[], outcome: IngestOutcome): Sum[] {
  const found = new Map<string, Sum>();
  for (const row of rows) {
    if (row.outcome !== outcome) continue;
    const known = found.get(row.detail);
    if (!known) found.set(row.detail, { ...row });
    else {
      known.events += row.events;
      if (row.lastAt > known.lastAt) known.lastAt = row.lastAt;
    }
  }
  return [...found.values()].sort((a, b) => b.events - a.events || (a.detail < b.detail ? -1 : 1));
}

/** The names with most events that no unit listens to now; those beyond a minute's most have no name and are left out. */
async function uncountedSince(tx: Transaction, since: Date): Promise<IngestHealth["uncountedNames"]> {
  const events = sql<string>`sum(${ingestMinutes.events})`;
  const isListenedTo = tx
    .select({ one: sql`1` })
    .from(meterUnits)
    .where(eq(meterUnits.eventName, ingestMinutes.detail));
  const rows = await tx
    .select({ name: ingestMinutes.detail, events, lastAt: sql<string>`max(${ingestMinutes.lastAt})` })
    .from(ingestMinutes)
    .where(
      and(
        gte(ingestMinutes.minute, since),
        eq(ingestMinutes.outcome, "uncounted"),
        ne(ingestMinutes.detail, ""),
        notExists(isListenedTo),
      ),
    )
    .groupBy(ingestMinutes.detail)
    .orderBy(desc(events), asc(ingestMinutes.detail))
    .limit(mostNames);
  return rows.map((row) => ({
    name: row.name,
    events: Number(row.events),
    lastAt: new Date(row.lastAt).toISOString(),
  }));
}

async function lagSince(tx: Transaction, since: Date): Promise<IngestHealth["lag"]> {
  const rows = await tx
    .select({
      step: ingestMinutes.detail,
      events: sql<string>`sum(${ingestMinutes.events})`,
      worstMs: sql<string>`max(${ingestMinutes.worstLagMs})`,
    })
    .from(ingestMinutes)
    .where(and(gte(ingestMinutes.minute, since), eq(ingestMinutes.outcome, "new")))
    .groupBy(ingestMinutes.detail);
  if (rows.length === 0) return null;
  const steps = rows.map(({ step, events }) => ({ step, events: Number(events) }));
  return {
    halfWithinSeconds: medianStep(steps),
    worstMs: Math.max(...rows.map(({ worstMs }) => Number(worstMs))),
  };
}

async function lastTaken(tx: Transaction): Promise<string | null> {
  const [row] = await tx
    .select({ at: ingestMinutes.lastAt })
    .from(ingestMinutes)
    .where(eq(ingestMinutes.outcome, "new"))
    .orderBy(desc(ingestMinutes.minute), desc(ingestMinutes.lastAt))
    .limit(1);
  return row?.at.toISOString() ?? null;
}
