import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { knownChannel } from "@/drizzle/known-changes";
import { connectionOptions } from "./pool";

/**
 * The number of `known_epoch`: what was asked of the database under it is right as long as this is what `knownEpoch` answers.
 * Another object for each number and each connection, to be compared by identity.
 */
export type KnownEpoch = { readonly epoch: number };

/** How often the number is asked, for a notice that got lost on the way and a connection that is dead without a word. */
const beatMs = 300;
/** How old an answer may be that is still believed. */
const trustedMs = 900;
/** After so long without a question the connection ends. */
const idleMs = 60_000;
const betweenAttemptsMs = 500;

type Watch = {
  current: KnownEpoch | null;
  /** When the latest answered question was sent. */
  heardAt: number;
  usedAt: number;
  client: pg.Client | undefined;
  isClosed: boolean;
};

/** One per process, even if bundles load this module more than once. */
const holder = globalThis as typeof globalThis & { chobaKnownEpoch?: Watch };

/**
 * Under what this process may believe what it keeps in memory. Null while the database cannot tell it of changes: then
 * nothing that was kept is right, and everything is asked. It never waits; the first question opens the connection.
 */
export function knownEpoch(): KnownEpoch | null {
  const now = performance.now();
  const watch = holder.chobaKnownEpoch ?? start(now);
  watch.usedAt = now;
  return now - watch.heardAt < trustedMs ? watch.current : null;
}

/**
 * Asks for the number now: after a change that this process has made itself, and when a write was refused because of another
 * process's.
 */
export async function refreshKnownEpoch(): Promise<void> {
  const watch = holder.chobaKnownEpoch;
  if (!watch) return;
  if (watch.client) await beat(watch, watch.client).catch(() => forget(watch));
  else forget(watch);
}

/** Ends the connection; the next question opens another one. */
export async function closeKnownEpoch(): Promise<void> {
  const watch = holder.chobaKnownEpoch;
  holder.chobaKnownEpoch = undefined;
  if (!watch) return;
  watch.isClosed = true;
  forget(watch);
  await watch.client?.end().catch(() => {});
}

function start(now: number): Watch {
  const watch: Watch = {
    current: null,
    heardAt: Number.NEGATIVE_INFINITY,
    usedAt: now,
    client: undefined,
    isClosed: false,
  };
  holder.chobaKnownEpoch = watch;
  void keepWatching(watch);
  return watch;
}

function forget(watch: Watch): void {
  watch.current = null;
  watch.heardAt = Number.NEGATIVE_INFINITY;
}

async function keepWatching(watch: Watch): Promise<void> {
  while (!watch.isClosed && performance.now() - watch.usedAt < idleMs) {
    await watchOnce(watch).catch(() => {});
    forget(watch);
    // Nobody waits for it, a process that ends neither.
    if (!watch.isClosed) await sleep(betweenAttemptsMs, undefined, { ref: false });
  }
  if (holder.chobaKnownEpoch === watch) holder.chobaKnownEpoch = undefined;
}

/** Until the connection is lost, stays silent, or nobody has asked for long. */
async function watchOnce(watch: Watch): Promise<void> {
  const client = new pg.Client({
    ...connectionOptions({ role: "choba_staff" }),
    connectionTimeoutMillis: 5_000,
    query_timeout: 2_000,
  });
  let isLost = false;
  const lose = () => {
    isLost = true;
    forget(watch);
  };
  client.on("error", lose).on("end", lose);
  client.on("notification", ({ payload }) => learn(watch, Number(payload)));
  try {
    await client.connect();
    // The types of pg do not know it.
    (client as pg.Client & { unref(): void }).unref();
    await client.query(`listen ${knownChannel}`);
    watch.client = client;
    while (!isLost && !watch.isClosed && performance.now() - watch.usedAt < idleMs) {
      await beat(watch, client);
      await sleep(beatMs, undefined, { ref: false });
    }
  } finally {
    watch.client = undefined;
    await client.end().catch(() => {});
  }
}

async function beat(watch: Watch, client: pg.Client): Promise<void> {
  const sentAt = performance.now();
  const { rows } = await client.query<{ epoch: string }>("select epoch from known_epoch");
  // Another connection may have taken over meanwhile.
  if (watch.client !== client || !rows[0]) return;
  learn(watch, Number(rows[0].epoch));
  watch.heardAt = sentAt;
}

function learn(watch: Watch, epoch: number): void {
  if (watch.current?.epoch !== epoch) watch.current = { epoch };
}
