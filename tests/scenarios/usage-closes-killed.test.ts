import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, firstOfMonth } from "@/lib/domain/time/day-span";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { type Aim, drawMoments, type Victim, victims } from "../support/killing/moments";
import { type Processes, startProcesses } from "../support/killing/processes";
import { isLong } from "../support/long";
import { randomFrom, seed } from "../support/seed";
import { midnightOf, sellCalls, UsagePayer, waitForLateUsage } from "../support/usage-payers";

/*
 * kill -9 of each process while a month with usage is closed: on the renewal's draft, on an invoice of its own after a time
 * of grace, and month by month of a yearly license. A process is struck between two requests, or a moment after one, whatever it
 * is at then. Which moments are struck follows from the seed, which stands in the names of the tests: `CHOBA_TEST_SEED` repeats it.
 */
const rounds = isLong ? 50 : 2;
/** The time of grace of every second month. */
const graceHours = 1;
const mostLaterMs = 60;

let processes: Processes;
let payers: UsagePayer<Processes>[];
let month = "2026-12-01";
/** How many moments a close has, without a time of grace and with one. */
const counted: Record<Victim, number>[] = [];
const random = randomFrom(seed);

beforeAll(async () => {
  processes = await startProcesses(midnightOf(month));
  await sellCalls(processes);
  payers = [await UsagePayer.buy(processes, "month", month), await UsagePayer.buy(processes, "year", month)];
});
afterAll(() => processes?.close());

const hasGrace = () => Number(month.slice(5, 7)) % 2 === 1;

/** Everybody uses, the month ends, and is closed while somebody is killed. */
async function close(...aims: Aim[]): Promise<Record<Victim, number>> {
  const grace = hasGrace() ? graceHours : 0;
  const used = addDays(month, 9);
  month = firstOfMonth(month, 1);
  const midnight = midnightOf(month).getTime();
  await processes.moveTo(new Date(midnight - 60_000));
  await waitForLateUsage(processes, grace);
  await processes.settle();
  for (const payer of payers) await payer.use(used, random);
  processes.moments.begin(...aims);
  for (const minutes of grace ? [1, 62] : [1]) {
    await processes.moveTo(new Date(midnight + minutes * 60_000));
    await processes.settle();
  }
  const moments = processes.moments.counted();
  processes.moments.begin();
  await processes.moments.over();
  await processes.moveTo(new Date(midnight + 3 * 3_600_000));
  await processes.settle();
  const story = `${month}, grace ${grace}, ${aims.map(({ victim, at, laterMs }) => `${victim} at ${at} and ${laterMs} ms`).join(", ")}`;
  for (const payer of payers) await payer.expectClosed(month, grace, story);
  return moments;
}

test("has moments of each process, with a time of grace and without", async () => {
  for (let round = 0; round < 2; round++) counted[Number(hasGrace())] = await close();
  for (const victim of victims) for (const count of counted) expect(count[victim]).toBeGreaterThan(8);
});

test(
  `closed once and charged once in ${rounds} rounds in which each process is killed (seed ${seed})`,
  async () => {
    const draws = counted.map((count) =>
      victims.map((victim) => ({ victim, moments: drawMoments(count[victim], rounds, random) })),
    );
    for (let round = 0; round < rounds; round++) {
      const drawn = draws[Number(hasGrace())] ?? [];
      await close(
        ...drawn.map(({ victim, moments }) => ({
          victim,
          at: moments[round] as number,
          laterMs: random(mostLaterMs),
          strike: () => processes.replace(victim),
        })),
      );
    }
  },
  limitMs(1_200_000),
);
