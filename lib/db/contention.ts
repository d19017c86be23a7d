const deadlock = "40P01";
const serializationFailure = "40001";

/** True where Postgres ended one of two transactions that got in each other's way; the same again may well succeed. */
export function isContention(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  // By name: bundles may bring a class of their own.
  if (!(cause instanceof Error && cause.name === "PostgresError" && "code" in cause)) return false;
  return cause.code === deadlock || cause.code === serializationFailure;
}
