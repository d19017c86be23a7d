import { writeFile } from "node:fs/promises";
import path from "node:path";
import { type DemoKeys, hasDemo, seedDemo } from "@/demo/seed-demo";
import { migrate, startOver } from "@/drizzle/migrate";
import { closeDatabase } from "@/lib/db/client";
import { env } from "@/lib/env";
import { fillRecurring } from "@/lib/features/console/revenue/fill-recurring";
import { demoPeople } from "@/lib/features/demo/cast/demo-people";

// Set only by the start command, if its own database was left half prepared.
const startsOver = process.argv.includes("--start-over");

/** Brings the database to the present schema, and in the demo plays the story once. Ends when done. */
if (startsOver) await startOver(env().DATABASE_URL);
else {
  await migrate(env().DATABASE_URL);
  await fillRecurring();
}
if (env().CHOBA_DEMO && !startsOver) {
  const seeded = (await hasDemo()) ? null : await seedDemo();
  if (seeded) await describeDemo(seeded);
}
await closeDatabase();

/** What the start command shows: the demo people, and the API keys, which are stored nowhere else. */
async function describeDemo({ apiKey, signature }: DemoKeys): Promise<void> {
  const { CHOBA_DATA_DIR } = env();
  if (!CHOBA_DATA_DIR) return;
  const people = await demoPeople();
  await writeFile(
    path.join(CHOBA_DATA_DIR, "demo.json"),
    JSON.stringify({ people, apiKeys: [{ name: "Demo", key: apiKey, signature }] }, null, 2),
    {
      mode: 0o600,
    },
  );
}
