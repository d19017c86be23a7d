import { parseArgs } from "node:util";
import { readClock } from "@/lib/clock";
import { closeDatabase } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { closeIngestConnection } from "@/lib/db/ingest";
import type { Result } from "@/lib/domain/errors";
import { type Context, systemContext } from "@/lib/features/foundation/context/context";
import { disagreesOnAggregations } from "@/lib/features/usage/metering/recount/agree-on-aggregations";

/**
 * Runs one action of a command line as Choba itself and ends the process: 0 if `isFine`, 1 if not, 2 for a
 * refusal, whose fields are printed. The database decides how units aggregate: a shell without the processes'
 * environment must not cause everything to be counted again.
 */
export async function runCommand<Value>(
  act: (ctx: Context) => Promise<Result<Value>>,
  isFine: (value: Value) => boolean,
): Promise<void> {
  try {
    if (await disagreesOnAggregations())
      console.error(
        "This environment and the database differ on whether Stripe is on. Units count as the database says; the worker decides it when it starts.",
      );
    const answer = await act(systemContext("command line", await readClock(), newId("audit")));
    if (!answer.ok) {
      const fields = answer.refusal.fields?.map(({ field, rule }) => `${field}: ${rule}`) ?? [];
      console.error(["Refused:", answer.refusal.code, ...fields].join(" "));
    }
    process.exitCode = answer.ok ? (isFine(answer.value) ? 0 : 1) : 2;
  } catch (error) {
    console.error(error);
    process.exitCode = 2;
  } finally {
    await closeIngestConnection();
    await closeDatabase();
  }
}

/** The options of a command line. An unknown one ends the process with `usage`. */
export function readArguments<Options extends NonNullable<Parameters<typeof parseArgs>[0]>["options"]>(
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    process.exit(2);
  }
}
