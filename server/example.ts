import { readFileSync } from "node:fs";
import path from "node:path";
import { invariant, type Result } from "@/lib/domain/errors";
import { env } from "@/lib/env";
import { createEndpoint } from "@/lib/features/console/webhook-endpoints/create-endpoint";
import { deleteEndpoint } from "@/lib/features/console/webhook-endpoints/delete-endpoint";
import { listEndpoints } from "@/lib/features/console/webhook-endpoints/list-endpoints";
import type { Context } from "@/lib/features/foundation/context/context";
import {
  readEmbeddingSettings,
  saveEmbeddingSettings,
} from "@/lib/features/people/dashboard-sessions/embedding-settings";
import { readArguments, runCommand } from "./operator-command";

/*
 * Tells a demo that runs of the example SaaS, as an administrator would do in the console: a webhook endpoint, and the
 * site whose frames may show billing pages. Prints what the example needs to know, for `npm run example`.
 */

const usage = "Say where the example is: node server/operator.mjs example --url http://127.0.0.1:3100";
const { values } = readArguments({ url: { type: "string" } }, usage);

function done<T>(result: Result<T>): T {
  invariant(result.ok, `it was refused: ${JSON.stringify(result)}`);
  return result.value;
}

/** Makes the endpoint anew, since its secret is told once. */
async function webhookSecretOf(ctx: Context, portal: string): Promise<string> {
  const url = `${portal}/webhooks/choba`;
  for (const { id } of done(await listEndpoints(ctx, {})).filter((each) => each.url === url))
    done(await deleteEndpoint(ctx, { endpointId: id }));
  return done(await createEndpoint(ctx, { url, description: "Passkey Portal", types: null })).secret;
}

async function allowFrames(ctx: Context, portal: string): Promise<void> {
  const { origins, brandColour } = done(await readEmbeddingSettings(ctx, {}));
  const all = [...new Set([...origins, portal])].join("\n");
  done(await saveEmbeddingSettings(ctx, { origins: all, brandColour: brandColour ?? "" }));
}

await runCommand(
  async (ctx) => {
    const portal = String(values.url ?? "");
    const kept = (file: string) =>
      JSON.parse(readFileSync(path.join(env().CHOBA_DATA_DIR ?? ".data", file), "utf8"));
    const [key] = kept("demo.json").apiKeys as { key: string }[];
    const { address } = kept("start.lock") as { address: string };
    const webhookSecret = await webhookSecretOf(ctx, portal);
    await allowFrames(ctx, portal);
    console.log(JSON.stringify({ chobaUrl: address, apiKey: key?.key, webhookSecret }));
    return { ok: true as const, value: undefined };
  },
  () => true,
);
