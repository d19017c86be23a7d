import { sql } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

const everyMs = 60_000;

type Uses = {
  /** Of each key, since they were last written. */
  latest: Map<Id<"apiKey">, Date>;
  writtenAtMs: number;
  timer: NodeJS.Timeout | undefined;
};

/** One per process, also where bundles load this module more than once. */
const holder = globalThis as typeof globalThis & { chobaKeyUses?: Uses };

function uses(): Uses {
  holder.chobaKeyUses ??= {
    latest: new Map(),
    writtenAtMs: Number.NEGATIVE_INFINITY,
    timer: undefined,
  };
  return holder.chobaKeyUses;
}

/**
 * Remembers that a key was used. All keys are written together, once a minute at most, beside any request; the first time
 * after a pause at once.
 */
export function noteUse(keyId: Id<"apiKey">, now: Date): void {
  const all = uses();
  all.latest.set(keyId, now);
  if (all.timer) return;
  all.timer = setTimeout(flushUses, Math.max(0, all.writtenAtMs + everyMs - performance.now()));
  all.timer.unref();
}

/** Writes what has gathered, also when the process ends. If it fails nobody waits for it: the next use tells again. */
export async function flushUses(): Promise<void> {
  const all = uses();
  clearTimeout(all.timer);
  all.timer = undefined;
  all.writtenAtMs = performance.now();
  // In one order in every process, so that no two wait for each other in a circle.
  const noted = [...all.latest].sort(([a], [b]) => (a < b ? -1 : 1));
  all.latest = new Map();
  if (noted.length === 0) return;
  const ids = noted.map(([keyId]) => keyId);
  const times = noted.map(([, at]) => at.toISOString());
  await acrossTenants((tx) =>
    // The demo's clock may also go back.
    tx.execute(sql`
      with noted as (
        select k.id, u.at from unnest(${sql.param(ids)}::text[], ${sql.param(times)}::timestamptz[]) as u (id, at)
        join ${apiKeys} k on k.id = u.id order by k.id for update of k
      )
      update ${apiKeys} as k set last_used_at = greatest(k.last_used_at, noted.at)
      from noted where k.id = noted.id`),
  ).catch((error) => {
    console.warn("the last use of API keys was not kept:", error instanceof Error ? error.name : error);
  });
}
