import postgres from "postgres";
import { env } from "@/lib/env";

/** Writes under way at the same time in one process; more would only wait for each other's locks. */
export const ingestLanes = 3;

const holder = globalThis as typeof globalThis & { chobaIngest?: postgres.Sql };

/**
 * A small pool of connections that have the ingest role from their first moment, so that a write of usage is one
 * statement and one round trip. The role may write events and rollups of all tenants and read nothing of them.
 */
export function ingestConnection(): postgres.Sql {
  holder.chobaIngest ??= postgres(env().DATABASE_URL, {
    max: ingestLanes,
    connect_timeout: 5,
    idle_timeout: 60,
    onnotice: () => {},
    connection: { role: "choba_ingest" } as Record<string, string>,
  });
  return holder.chobaIngest;
}

export async function closeIngestConnection(): Promise<void> {
  const opened = holder.chobaIngest;
  holder.chobaIngest = undefined;
  await opened?.end({ timeout: 5 });
}
