import { eq } from "drizzle-orm";
import { licenses, tenants } from "@/drizzle/schema";
import { readClock } from "@/lib/clock";
import { acrossTenants } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { env } from "@/lib/env";
import { type Context, systemContext } from "@/lib/features/foundation/context/context";
import { OutsideUnreachable } from "@/lib/http/outside";
import { advanceClock } from "./advance-clock";
import { type ClockStep, clockTarget } from "./clock-target";

/** What the clock bar shows: Choba's time, the time zone it is shown in, and the period that "to the period's end" means. */
export type ClockView = {
  now: string;
  timeZone: string;
  periodEnd: string | null;
  /** While time passes: from where to where. */
  moving: { from: string; to: string } | null;
};

export type ClockProblem = "busy" | "unreachable" | "failed";
export type ClockAnswer = { ok: true; now: string } | { ok: false; problem: ClockProblem };

/** The demo has one web process, in which its modules may be loaded more than once. */
const holder = globalThis as typeof globalThis & { chobaMove?: { from: Date; to: Date } };

/** The demo's time as seen from a tenant, or from the console (`null`). Exists only in the demo. */
export async function readDemoClock(tenantId: Id<"tenant"> | null): Promise<ClockView> {
  if (!env().CHOBA_DEMO) throw new Refused("not_found");
  const now = await readClock();
  const { timeZone, periodEnd } = await periodOf(tenantId);
  const move = holder.chobaMove;
  return {
    now: now.toISOString(),
    timeZone,
    periodEnd: periodEnd && periodEnd > now ? periodEnd.toISOString() : null,
    moving: move ? { from: move.from.toISOString(), to: move.to.toISOString() } : null,
  };
}

/**
 * Moves the demo's time a step ahead. Time belongs to everybody who is signed in to the demo, so it passes in the name
 * of Choba itself; two moves at once would pull it to and fro, so the second is refused (`busy`).
 */
export async function moveDemoClock(
  ctx: Context,
  step: ClockStep,
  tenantId: Id<"tenant"> | null,
): Promise<ClockAnswer> {
  if (!env().CHOBA_DEMO) throw new Refused("not_found");
  if (holder.chobaMove) return { ok: false, problem: "busy" };
  const { timeZone, periodEnd } = await periodOf(tenantId);
  const to = clockTarget(step, ctx.now, timeZone, periodEnd);
  holder.chobaMove = { from: ctx.now, to };
  try {
    const result = await advanceClock(systemContext("demo clock", ctx.now, ctx.requestId), to);
    return result.ok ? { ok: true, now: result.value.now } : { ok: false, problem: "failed" };
  } catch (error) {
    if (error instanceof OutsideUnreachable) return { ok: false, problem: "unreachable" };
    throw error;
  } finally {
    holder.chobaMove = undefined;
  }
}

async function periodOf(
  tenantId: Id<"tenant"> | null,
): Promise<{ timeZone: string; periodEnd: Date | null }> {
  const [row] = await acrossTenants((tx) =>
    tx
      .select({ timeZone: tenants.timeZone, periodEnd: licenses.periodEnd })
      .from(tenants)
      .innerJoin(licenses, eq(licenses.tenantId, tenants.id))
      .where(tenantId ? eq(tenants.id, tenantId) : undefined)
      .orderBy(tenants.id)
      .limit(1),
  );
  return { timeZone: row?.timeZone ?? "UTC", periodEnd: (tenantId && row?.periodEnd) || null };
}
