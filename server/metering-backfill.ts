import { backfillEvents } from "@/lib/features/usage/metering/backfill/backfill-events";
import { readArguments, runCommand } from "./operator-command";

const usage = "npm run metering:backfill -- <file.csv or file.ndjson> [--dry-run]";
const { values, positionals } = readArguments({ "dry-run": { type: "boolean" } }, usage);
const [file, ...more] = positionals;
if (!file || more.length > 0) {
  console.error(usage);
  process.exit(2);
}

await runCommand(
  async (ctx) => {
    const answer = await backfillEvents(
      ctx,
      { file, dryRun: values["dry-run"] },
      {
        bad: ({ line, errors }) =>
          console.log(
            `line ${line}: ${errors.map((error) => `${error.field || "row"} ${error.rule}`).join(", ")}`,
          ),
        progress: ({ rows, bad }) => console.error(`${rows} rows, ${bad} bad`),
      },
    );
    if (answer.ok) {
      const { rows, new: fresh, known, bad } = answer.value;
      const taken = values["dry-run"] ? "nothing was written" : `${fresh} new, ${known} known`;
      console.log(`${rows} rows: ${taken}, ${bad} bad`);
    }
    return answer;
  },
  ({ bad }) => bad === 0,
);
