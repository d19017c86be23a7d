import { sqlState } from "@/lib/db/errors";
import { asKnownMoved } from "@/lib/db/known-moved";

/** The meter units, a tenant's zone or a user's keys changed after something was worked out: work it out again. */
export class EpochMoved extends Error {}

/** True for the errors of a statement with `choba_epoch_guard`. */
export function isEpochMoved(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return sqlState(cause) !== null && cause instanceof Error && cause.message === "epoch moved";
}

/** For their own error classes: `KnownMoved` too. */
export function asEpochMoved(error: unknown): never {
  if (isEpochMoved(error)) throw new EpochMoved();
  asKnownMoved(error);
}
