import type pg from "pg";
import { isConnectionLost } from "./errors";

/** What became of a connection: whoever begins anew asks whether it was lost. */
export type Connection = { isLost: boolean };

type Question = Parameters<pg.PoolClient["query"]>;

/**
 * A connection in the hands of one transaction. It takes nothing once that is being committed or rolled back, where it
 * would be on its own and with the rights of the connection; and it knows, from what `client` itself said and from nothing
 * that the work throws, whether the connection was lost.
 */
export function leaseOf(client: pg.PoolClient, connection: Connection) {
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
        const result = (await client.query(...question)) as unknown as pg.QueryResult;
        // Postgres answers a commit after a failed statement by undoing everything, and calls that no error.
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
    /** The connection goes back: nothing more may be said on it. */
    end(): void {
      isOver = true;
      hasEnded = true;
    },
  };
}

/** `pg` lets them wait for each other, and will refuse it from version 9 on; the tests refuse it already. */
export const twoAtOnce = "Two statements of one transaction at once: they go one after the other.";

/** Drizzle's words for the end of a transaction; savepoints have others. */
function endOf(question: unknown): "commit" | "rollback" | null {
  const text = typeof question === "object" && question && "text" in question ? question.text : question;
  return text === "commit" || text === "rollback" ? text : null;
}
