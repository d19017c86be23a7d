import postgres from "postgres";

/** True where Postgres ended one of two transactions that got in each other's way; the same again may well succeed. */
export function isContention(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof postgres.PostgresError && (cause.code === "40P01" || cause.code === "40001");
}
