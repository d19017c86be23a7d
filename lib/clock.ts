import { readClockSetting } from "./db/demo-clock";
import { env } from "./env";

/**
 * Choba's time. In production it is the machine's time. In the demo and in scenario tests it can be moved
 * ahead or stand still; its setting is kept in the database, so that every process agrees. Each request or
 * job reads it once and passes it on.
 */
export async function readClock(): Promise<Date> {
  if (!env().CHOBA_DEMO) return new Date();
  const { frozenAt, offsetMs } = await readClockSetting();
  return frozenAt ?? new Date(Date.now() + offsetMs);
}

/** The machine's own time, for matters of processes and not of business: leases, log lines, pid files. */
export const machineNow = (): Date => new Date();
