import { sql } from "drizzle-orm";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import type { Result } from "@/lib/domain/errors";
import {
  type EventPage,
  type EventSearch,
  eventsOnPage,
  searchEvents,
} from "@/lib/features/console/usage-events/search-events";
import { listEvents } from "@/lib/features/usage/metering/events/list-events";
import { asUser } from "@/tests/support/factories";
import type { Figure } from "../bench";
import { median } from "../measure";
import { type Installation, seldomName } from "./installation";

/** What people and programs look for among the events, and how many rows must come. */
type Kind = { name: string; least: number; aim?: string; ask: () => Promise<number> };

/**
 * Each search of the explorer and of the event list on a filled database, by turns with `select 1` in a transaction of the
 * same kind. `size`: how many events there are at least, for the name of the figures.
 */
export async function explorer(to: Installation, size: string, rounds: number): Promise<Figure[]> {
  const kinds = await kindsOn(to);
  const selectMs: number[] = [];
  const askMs = kinds.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, { name, least, ask }] of kinds.entries()) {
      selectMs.push((await timed(() => acrossTenants((tx) => tx.execute(sql`select 1`)))).ms);
      const { ms, answer } = await timed(ask);
      if (answer < least) throw new Error(`${name}: ${answer} events came, not ${least}.`);
      // The first one warms up.
      if (round > 0 || rounds === 1) askMs[index]?.push(ms);
    }
  const select = median(selectMs);
  return kinds.map(({ name, aim = "150 or less" }, index) => ({
    name: `events ${name} at ${size} events, p50 to select 1`,
    value: median(askMs[index] ?? []) / select,
    unit: "",
    aim,
  }));
}

async function kindsOn({ tenants, sql: owner }: Installation): Promise<Kind[]> {
  const ctx = asUser(newId("user"), "admin", new Date());
  const [tenant] = tenants;
  const slug = tenant?.slug ?? "";
  const [some] = await owner`select event_key from usage_events where event_id is null limit 1`;
  const ago = (days: number) => new Date(ctx.now.getTime() - days * 24 * 60 * 60_000).toISOString();
  const search = async (asked: EventSearch) => (await pageOf(asked)).rows.length;
  const pageOf = async (asked: EventSearch): Promise<EventPage> => granted(await searchEvents(ctx, asked));
  const farBack = (await pageOf({ to: ago(20) })).next ?? "";
  const page = eventsOnPage;
  const kind = (name: string, least: number, asked: EventSearch): Kind => ({
    name,
    least,
    ask: () => search(asked),
  });
  const list = (name: string, least: number, asked: Partial<Parameters<typeof listEvents>[1]>): Kind => ({
    name: `listed ${name}`,
    least,
    ask: async () => granted(await listEvents(ctx, { limit: page, offset: 0, ...asked })).length,
  });
  return [
    kind("newest first", page, {}),
    kind("by when they happened", page, { time: "happened" }),
    kind("of a tenant", page, { tenant: slug }),
    kind("of a seldom name", 1, { eventName: seldomName }),
    kind("of a seldom name and a tenant", 0, { eventName: seldomName, tenant: slug }),
    kind("of a name that there is not", 0, { eventName: "nothing.ever" }),
    // No index tells what is not there: at most the explorer's 2.5 s and one question, then it says how far it got.
    { ...kind("that nobody counts", 0, { uncounted: true }), aim: "4 s or less" },
    kind("before a day far back", page, { to: ago(20) }),
    kind("happened before a day far back", page, { to: ago(20), time: "happened" }),
    kind("on the page after one far back", page, { to: ago(20), after: farBack }),
    kind("with an id", 1, { eventId: String(some?.event_key) }),
    list("the latest", page, {}),
    list("of a tenant", page, { tenant: slug }),
    list("of a seldom name", 1, { eventName: seldomName }),
    list("before a day far back", page, { end: new Date(ago(20)) }),
  ];
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> {
  const startMs = performance.now();
  const answer = await work();
  return { ms: performance.now() - startMs, answer };
}

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}
