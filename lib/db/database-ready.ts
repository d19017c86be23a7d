import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { database } from "./client";

/** True if the database responds within `patienceMs`. */
export async function databaseResponds(patienceMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  // Inside a promise, so that an environment that names no database also counts as no response.
  const response = Promise.resolve()
    .then(() => database().execute(sql`select 1`))
    .then(
      () => true,
      () => false,
    );
  return Promise.race([response, tooLate]).finally(() => clearTimeout(timer));
}

/**
 * Waits until the database responds, a minute at most. Then the caller continues and sees the error itself.
 */
export async function databaseReady(): Promise<void> {
  for (let round = 0; round < 240 && !(await databaseResponds(5_000)); round++) await sleep(250);
}
