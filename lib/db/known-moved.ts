import { sqlState } from "./errors";

/** What a write's caller was known by has changed since it was asked: ask again, then write. */
export class KnownMoved extends Error {}

/** For the errors of a statement whose guard was given a number of `known_epoch`. */
export function asKnownMoved(error: unknown): never {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (sqlState(cause) !== null && cause instanceof Error && cause.message === "known moved")
    throw new KnownMoved();
  throw error;
}
