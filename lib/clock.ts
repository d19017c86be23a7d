import { readClockSetting } from "./db/demo-clock";
import { env } from "./env";

/**
 * Choba's time. In production it is the machine's; in the demo and in scenario tests it can be moved ahead or stand
 * still, and its setting is kept in the database so that every process agrees. One reading is taken per request or job
 * and handed down.
 */
export async function readClock(): Promise<Date> {
  if (!env().CHOBA_DEMO) return new Date();
  const { frozenAt, offsetMs } = await readClockSetting();
  return frozenAt ?? new Date(Date.now() + offsetMs);
}

/** The machine's own time, for what is about processes and not about business: leases, log lines, pid files. */
export const machineNow = (): Date => new Date();
