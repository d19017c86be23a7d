import { verifyCounts } from "@/lib/features/usage/metering/verify/verify-counts";
import { readArguments, runCommand } from "./operator-command";

const usage = "npm run metering:verify -- [--tenant <id or slug>] [--month YYYY-MM] [--repair]";
const { values } = readArguments(
  { tenant: { type: "string" }, month: { type: "string" }, repair: { type: "boolean" } },
  usage,
);

await runCommand(
  async (ctx) => {
    const answer = await verifyCounts(
      ctx,
      values,
      ({ tenant, month, days, skipped, differences, repaired }) => {
        const found = differences.length === 0 ? "as the events say" : `${differences.length} differences`;
        const notes = `${skipped > 0 ? `, ${skipped} not compared` : ""}${repaired ? ", repaired" : ""}`;
        console.log(`${tenant.slug} ${month}: ${days} days, ${found}${notes}`);
        for (const { unitName, day, figure, counted, events } of differences)
          console.log(
            `  ${unitName} ${day} ${figure}: counted ${counted || "nothing"}, events say ${events || "nothing"}`,
          );
      },
    );
    if (answer.ok) console.log(`${answer.value.months} months, ${answer.value.differences} differences`);
    return answer;
  },
  ({ differences }) => differences === 0,
);
