import { connect, type Socket } from "node:net";
import postgres from "postgres";
import { env } from "@/lib/env";

/** Writes under way at the same time in one process; more would only wait for each other's locks. */
export const ingestLanes = 3;

const connectPatienceMs = 5_000;

const holder = globalThis as typeof globalThis & { chobaIngest?: postgres.Sql };

/**
 * A small pool of connections that have the ingest role from their first moment, so that a write of usage is one
 * statement and one round trip. The role may write events and rollups of all tenants and read nothing of them. For single
 * statements only: with a socket of our own a connection that is lost within `sql.begin` ends the process (postgres.js,
 * issue 1208).
 */
export function ingestConnection(): postgres.Sql {
  holder.chobaIngest ??= postgres(env().DATABASE_URL, {
    max: ingestLanes,
    connect_timeout: connectPatienceMs / 1_000,
    idle_timeout: 60,
    onnotice: () => {},
    // Planned once and not by the values, which are read as they come anyway.
    connection: { role: "choba_ingest", plan_cache_mode: "force_generic_plan" } as Record<string, string>,
    socket: openSocket,
    onclose: () => {
      for (const listener of lostListeners) listener();
    },
  } as postgres.Options<Record<string, never>>);
  return holder.chobaIngest;
}

const lostListeners = new Set<() => void>();

/** Calls `listener` whenever one of these connections ends: the database behind the next one may be another. */
export function onIngestConnectionLost(listener: () => void): void {
  lostListeners.add(listener);
}

/** A PostgreSQL error of the classes "data exception" and "integrity" can be one row's fault; others are nobody's. */
export const isDataError = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && /^(22|23)/.test(error.code);

/** Where postgres.js would connect to: its own sockets wait with the last piece of a long message (no TCP_NODELAY). */
function openSocket(to: { host: string[]; port: number[]; path?: string | false }): Promise<Socket> {
  const socket = to.path
    ? connect(to.path)
    : connect({ host: to.host[0], port: to.port[0] ?? 5432, noDelay: true });
  return new Promise((resolve, reject) => {
    socket.setTimeout(connectPatienceMs, () => socket.destroy(new Error("The database does not answer.")));
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.setTimeout(0).removeAllListeners("timeout").off("error", reject);
      resolve(socket);
    });
  });
}

export async function closeIngestConnection(): Promise<void> {
  const opened = holder.chobaIngest;
  holder.chobaIngest = undefined;
  await opened?.end({ timeout: 5 });
}
