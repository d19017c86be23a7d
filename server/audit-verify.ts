import { verifyAudit } from "@/lib/features/console/activity/verify-audit";
import { readArguments, runCommand } from "./operator-command";

readArguments({}, "npm run audit:verify");

const words = {
  changed: "is not what was written",
  missing: "is gone",
  inserted: "was added past the chain",
  cut_off: "and what followed it is gone, or the end of the chain was changed",
};

await runCommand(
  async (ctx) => {
    const answer = await verifyAudit(ctx, {});
    if (!answer.ok) return answer;
    const { rows, chains, broken } = answer.value;
    if (broken) {
      const row = [broken.number && `row ${broken.number}`, broken.auditId && `(${broken.auditId})`];
      console.error(`${broken.tenantId}: ${row.filter(Boolean).join(" ") || "a row"} ${words[broken.what]}.`);
    } else console.log(`${rows} rows in ${chains} chains are as they were written.`);
    return answer;
  },
  ({ broken }) => broken === null,
);
