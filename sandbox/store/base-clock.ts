import type { Sql, TransactionSql } from "postgres";

/** The clock of all objects without a test clock. It flows with an offset, or is frozen at an instant. */
export interface BaseClock {
  nowMs: number;
  mode: "flowing" | "frozen";
  offsetMs: number;
}

export async function readClock(sql: Sql | TransactionSql): Promise<BaseClock> {
  const [row] = await sql<{ offset_ms: string; frozen_at: string | null }[]>`
    SELECT offset_ms, frozen_at FROM sandbox.clock`;
  const systemMs = Date.now();
  if (row?.frozen_at) {
    const nowMs = Number(row.frozen_at) * 1000;
    return { nowMs, mode: "frozen", offsetMs: nowMs - systemMs };
  }
  const offsetMs = Number(row?.offset_ms ?? 0);
  return { nowMs: systemMs + offsetMs, mode: "flowing", offsetMs };
}

export async function baseNow(sql: Sql | TransactionSql): Promise<number> {
  return Math.floor((await readClock(sql)).nowMs / 1000);
}

/** Creates the clock, frozen when `frozenAt` is given. An existing clock stays as it is. */
export async function startClock(sql: Sql, frozenAt: number | undefined): Promise<void> {
  await sql`INSERT INTO sandbox.clock (id, frozen_at) VALUES (true, ${frozenAt ?? null}) ON CONFLICT DO NOTHING`;
}

export async function freezeClock(sql: Sql, instant: number): Promise<void> {
  await sql`UPDATE sandbox.clock SET frozen_at = ${instant}, offset_ms = 0`;
}

/** Lets the clock flow with a new offset, which may be smaller than before. */
export async function setOffset(sql: Sql, offsetMs: number): Promise<void> {
  await sql`UPDATE sandbox.clock SET frozen_at = NULL, offset_ms = ${Math.round(offsetMs)}`;
}

/** Moves the clock forward to the instant. Does nothing when the instant is past. */
export async function moveClockTo(sql: Sql | TransactionSql, instantMs: number): Promise<void> {
  const clock = await readClock(sql);
  if (instantMs <= clock.nowMs) return;
  if (clock.mode === "frozen") {
    await sql`UPDATE sandbox.clock SET frozen_at = ${Math.floor(instantMs / 1000)}`;
  } else {
    await sql`UPDATE sandbox.clock SET offset_ms = ${Math.round(instantMs - Date.now())}`;
  }
}
