import type pg from "pg";
import { isConnectionLost } from "./errors";

/** The state of a connection. A caller that wants to run the work again checks whether the connection was lost. */
export type Connection = { isLost: boolean };

type Question = Parameters<pg.PoolClient["query"]>;

/**
 * A connection lent to one transaction. It accepts nothing once the transaction is being committed or rolled
 * back, because a later statement would run outside of it, with the rights of the connection. It also records
 * whether the connection was lost. It learns that from `client` only, not from errors that the work throws.
 * @param opening a statement that each transaction begins with, in the same message as its `begin`: a way to the database
 *   less for every transaction.
 */
export function leaseOf(client: pg.PoolClient, connection: Connection, opening = "") {
  let isOver = false;
  let hasEnded = false;
  let underWay = 0;
  let failure: unknown = null;
  return {
    async query(...question: Question): Promise<pg.QueryResult> {
      const end = endOf(question[0]);
      if (isOver && (hasEnded || !end)) throw new Error("The transaction has ended.");
      if (end) isOver = true;
      if (underWay++ > 0) process.emitWarning(twoAtOnce);
      try {
        const asked = opening ? opened(question, opening) : question;
        const result = (await client.query(...asked)) as unknown as pg.QueryResult;
        // After a failed statement, Postgres turns a commit into a rollback and reports no error.
        if (end === "commit" && result.command !== "COMMIT")
          throw failure ?? new Error("Nothing was committed.");
        return result;
      } catch (error) {
        failure ??= error;
        if (isConnectionLost(error)) connection.isLost = true;
        throw error;
      } finally {
        underWay--;
      }
    },
    /** The connection goes back to the pool and accepts no more statements. */
    end(): void {
      isOver = true;
      hasEnded = true;
    },
  };
}

/**
 * `pg` queues concurrent queries now and will refuse them from version 9 on; the tests refuse them already.
 */
export const twoAtOnce = "Two statements of one transaction at once: they go one after the other.";

/** Drizzle's statement for the begin of a transaction, followed by ours. It has no values, so it may hold two. */
function opened(question: Question, opening: string): Question {
  const [statement, ...rest]: unknown[] = question;
  if (typeof statement !== "object" || !statement || !("text" in statement)) return question;
  if (!String(statement.text).startsWith("begin")) return question;
  return [{ ...statement, text: `${statement.text}; ${opening}` }, ...rest] as unknown as Question;
}

/** Drizzle's statements for the end of a transaction; savepoints have others. */
function endOf(question: unknown): "commit" | "rollback" | null {
  const text = typeof question === "object" && question && "text" in question ? question.text : question;
  return text === "commit" || text === "rollback" ? text : null;
}
