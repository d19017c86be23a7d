import postgres from "postgres";

/** The meter units, a tenant's zone or a user's keys changed after something was worked out: work it out again. */
export class EpochMoved extends Error {}

/** For the errors of a statement with `choba_epoch_guard`. */
export function asEpochMoved(error: unknown): never {
  if (error instanceof postgres.PostgresError && error.message === "epoch moved") throw new EpochMoved();
  throw error;
}
