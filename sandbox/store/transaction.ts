import type { Sql, TransactionSql } from "postgres";
import { type Environment, type RequestIdentity, Unit } from "./unit";

/** Everything that changes the account takes this lock, in all processes. */
const LOCK = 7_364_512_901;

/** An error after which the work done so far is committed. */
export class KeptFailure extends Error {
  constructor(readonly reason: unknown) {
    super("kept");
  }
}

/**
 * Runs one unit of work in one transaction. Changes run one at a time.
 * On a `KeptFailure` the transaction is committed, and then its reason is thrown.
 */
export async function mutate<T>(
  sql: Sql,
  environment: Environment,
  request: RequestIdentity,
  work: (unit: Unit) => Promise<T>,
): Promise<T> {
  let kept: KeptFailure | null = null;
  const result = await sql.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(${LOCK})`;
    const unit = new Unit(tx, environment, request);
    await unit.enter(null);
    try {
      return await work(unit);
    } catch (error) {
      if (!(error instanceof KeptFailure)) throw error;
      kept = error;
      return undefined as T;
    }
  });
  if (kept) throw (kept as KeptFailure).reason;
  return result as T;
}

/** Runs a unit of work that only reads, on one snapshot. */
export async function read<T>(
  sql: Sql,
  environment: Environment,
  request: RequestIdentity,
  work: (unit: Unit) => Promise<T>,
): Promise<T> {
  return sql.begin("isolation level repeatable read read only", async (tx: TransactionSql) => {
    const unit = new Unit(tx, environment, request);
    await unit.enter(null);
    return work(unit);
  }) as Promise<T>;
}
