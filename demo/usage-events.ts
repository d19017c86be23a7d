import { v7 as uuid } from "uuid";
import { closeIngestConnection } from "@/lib/db/ingest";
import type { Context } from "@/lib/features/foundation/context/context";
import { ingestEvents, largestBatch } from "@/lib/features/usage/metering/ingest/ingest-events";
import { flushIngestStatistics } from "@/lib/features/usage/metering/ingest/ingest-statistics";
import { done } from "./story";

const dayMs = 24 * 60 * 60_000;
const gigabyte = 1_000_000_000;
/**
 * The last call lies a little in the past. A whole day's events at one moment would not look like a usual
 * hour.
 */
const lastCallAgoMs = 90 * 60_000;

/**
 * How many API calls each tenant of the story makes on a usual day. Its other usage is proportional to them.
 */
const callsPerDay: Record<string, number> = {
  lumen: 70,
  hoshino: 60,
  tsubame: 25,
  aoba: 20,
  yuki: 14,
  kaede: 12,
  minato: 8,
};

/** A number from 0 to 1 that looks random and is the same in every demo. */
function dice(...words: (string | number)[]): number {
  let hash = 2_166_136_261;
  for (const character of words.join(" ")) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
  return ((hash >>> 8) % 10_000) / 10_000;
}

type Sent = {
  customer_id: string;
  event_name: string;
  timestamp: string;
  metadata: Record<string, string | number>;
};

/**
 * The tenants' usage in the days of the story, sent as their applications would send it: one or two requests
 * at the end of each day. Some names are not counted yet, and now and then a value is refused.
 */
export async function seedUsageEvents(ctx: Context, days: number): Promise<void> {
  for (let ago = days; ago >= 0; ago--) {
    const now = new Date(ctx.now.getTime() - lastCallAgoMs - ago * dayMs);
    const events = Object.keys(callsPerDay).flatMap((slug) => dayOf(slug, now, ago));
    for (let from = 0; from < events.length; from += largestBatch) {
      const batch = events.slice(from, from + largestBatch);
      const ids = batch.map((event) => ({
        event_id: uuid({ msecs: Date.parse(event.timestamp) }),
        ...event,
      }));
      done(await ingestEvents({ ...ctx, now }, { events: ids }));
    }
    if (ago % 7 === 0) await flushIngestStatistics();
  }
  await closeIngestConnection();
}

/** A day of one tenant that ends `now`: less at the weekend, a little more each week. */
function dayOf(slug: string, now: Date, ago: number): Sent[] {
  const isWeekend = now.getUTCDay() === 0 || now.getUTCDay() === 6;
  const share = (isWeekend ? 0.35 : 1) * (1.15 - ago / 150) * (0.8 + 0.4 * dice(slug, ago));
  const calls = Math.round((callsPerDay[slug] ?? 0) * share);
  const event = (name: string, number: number, metadata: Sent["metadata"]): Sent => {
    // Storage is measured once a day, always at the same time.
    const share = name === "storage.measured" ? 0.25 : dice(slug, name, ago, number);
    const agoMs = Math.floor(share * (dayMs - 60_000)) + 1_000;
    return {
      customer_id: slug,
      event_name: name,
      timestamp: new Date(now.getTime() - agoMs).toISOString(),
      metadata,
    };
  };
  const times = <T>(count: number, make: (number: number) => T) =>
    Array.from({ length: count }, (_, n) => make(n));
  return [
    ...times(calls, (n) =>
      event("api.call", n, { endpoint: dice(slug, ago, n) < 0.7 ? "/generate" : "/search" }),
    ),
    ...times(Math.round(calls / 6), (n) =>
      event("generation.finished", n, { tokens: 400 + Math.floor(dice(slug, "tokens", ago, n) * 5_600) }),
    ),
    ...times(Math.round(calls / 15), (n) =>
      event("data.processed", n, { bytes: Math.floor(dice(slug, "bytes", ago, n) * 3 * gigabyte) }),
    ),
    event("storage.measured", 0, {
      bytes: Math.floor(
        (20 + (45 - ago) * 0.4 + dice(slug, "disk", ago)) * 0.3 * (callsPerDay[slug] ?? 0) * 10 ** 8,
      ),
    }),
    // No meter unit listens to this yet.
    ...times(slug === "kaede" ? 3 : 0, (n) => event("report.exported", n, { format: "pdf" })),
    ...(slug === "yuki" && ago % 5 === 0 ? [event("data.processed", 99, { bytes: "a lot" })] : []),
  ];
}
