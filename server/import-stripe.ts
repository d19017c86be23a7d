import type { MovedIn } from "@/lib/features/stripe/moving-in/move-in";
import { moveIn } from "@/lib/features/stripe/moving-in/move-in";
import { movingInText } from "./moving-in-text";
import { readArguments, runCommand } from "./operator-command";
import { refuseOtherAccount } from "./refuse-other-account";

const usage = "npm run import:stripe -- [--dry-run]";
const { values, positionals } = readArguments({ "dry-run": { type: "boolean" } }, usage);
if (positionals.length > 0) {
  console.error(usage);
  process.exit(2);
}
const dryRun = values["dry-run"] === true;

await refuseOtherAccount();
await runCommand(
  async (ctx) => {
    const answer = await moveIn(ctx, { dryRun });
    if (answer.ok) for (const line of movingInText(answer.value, dryRun)) console.log(line);
    return answer;
  },
  ({ misfits, changed }: MovedIn) => misfits.length === 0 && changed.length === 0,
);
