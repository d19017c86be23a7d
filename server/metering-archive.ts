import path from "node:path";
import { env } from "@/lib/env";
import { archiveEvents } from "@/lib/features/usage/metering/archive/archive-events";
import { runCommand } from "./operator-command";

const { CHOBA_KEEP_EVENTS_MONTHS: keepMonths, CHOBA_ARCHIVE_DIR, CHOBA_DATA_DIR } = env();
const directory = path.resolve(CHOBA_ARCHIVE_DIR ?? path.join(CHOBA_DATA_DIR ?? ".data", "archive"));

if (keepMonths === undefined)
  console.log("CHOBA_KEEP_EVENTS_MONTHS is not set: events are kept for ever. Nothing was done.");
else
  await runCommand(
    (ctx) =>
      archiveEvents(ctx, { keepMonths, directory }, ({ month, step, events, file }) =>
        console.log(
          `${month}: ${step}${events === undefined ? "" : ` ${events} events`}${file ? ` to ${file}` : ""}`,
        ),
      ),
    () => true,
  );
