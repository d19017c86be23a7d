import { type ClockSetting, readClockSetting } from "./db/demo-clock";
import { type KnownAnswers, knownAnswers } from "./db/known-answers";
import { env } from "./env";

/**
 * Choba's time. In production it is the machine's time. In the demo and in scenario tests it can be moved
 * ahead or stand still; its setting is kept in the database, so that every process agrees. Each request or
 * job reads it once and passes it on.
 */
export async function readClock(): Promise<Date> {
  if (!env().CHOBA_DEMO) return new Date();
  return timeOf(await readClockSetting());
}

/**
 * The same from what the process remembers, for the API's many requests: right within a second of its setting, and what is
 * written under it is checked by its statement.
 */
export async function readKnownClock(): Promise<Date> {
  if (!env().CHOBA_DEMO) return new Date();
  const { value } = await setting.find("the clock");
  return timeOf(value ?? { frozenAt: null, offsetMs: 0 });
}

const setting: KnownAnswers<ClockSetting> = knownAnswers({
  async ask(names) {
    const asked = await readClockSetting();
    return new Map(names.map((name) => [name, asked]));
  },
});

const timeOf = ({ frozenAt, offsetMs }: ClockSetting): Date => frozenAt ?? new Date(Date.now() + offsetMs);

/** The machine's own time, for matters of processes and not of business: leases, log lines, pid files. */
export const machineNow = (): Date => new Date();
