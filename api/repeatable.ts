import { createHash } from "node:crypto";
import { createMiddleware } from "hono/factory";
import { Refused } from "@/lib/domain/errors";
import {
  claimRequest,
  giveUpRequest,
  keepAnswer,
  type RequestName,
} from "@/lib/features/foundation/idempotency/requests-once";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import type { ApiContext, ApiEnvironment } from "./environment";
import { isOwnWrite } from "./own-resources";
import { problemResponse } from "./problem";

/** What of an answer is said again. The rest belongs to the request that asks. */
const keptHeaders = ["content-type", "content-language", "location", "x-should-retry"];

/**
 * Does a write with an `Idempotency-Key` once, and says its answer again to whoever sends the same with the same key. A
 * committed row comes first, then the write, then its stored answer. It must come after the key is known and the body read.
 */
export const repeatable = createMiddleware<ApiEnvironment>(async (c, next) => {
  const idempotencyKey = c.req.header("idempotency-key");
  const { actor } = c.get("ctx");
  if (idempotencyKey === undefined || !isOwnWrite(c.req.method, c.req.path)) return next();
  if (actor.kind !== "api_key") return next();
  if (!foreignId.safeParse(idempotencyKey).success)
    throw new Refused("invalid_input", { fields: [{ field: "idempotencyKey", rule: "foreign_id" }] });
  const name = { keyId: actor.keyId, idempotencyKey };
  const claim = await claimRequest(name, await fingerprintOf(c));
  if (claim.kind === "mismatch") return problemResponse(c, "idempotency_mismatch");
  if (claim.kind === "running") return problemResponse(c, "idempotency_in_progress");
  if (claim.kind === "answered") {
    const { status, headers, body } = claim.answer;
    for (const [header, value] of Object.entries(headers)) c.header(header, value);
    c.header("Idempotent-Replayed", "true");
    return body.length > 0 ? c.body(new Uint8Array(body), status as 200) : c.body(null, status as 204);
  }
  await next();
  await settle(name, claim.startedAt, c.res);
});

/** The address as it was sent: another spelling of it is another request. */
async function fingerprintOf(c: ApiContext): Promise<string> {
  const { pathname, search } = new URL(c.req.url);
  const hash = createHash("sha256").update(`${c.req.method} ${pathname}${search}\n`);
  return hash.update(new Uint8Array(await c.req.arrayBuffer())).digest("hex");
}

/** A failure of ours and a request to wait are no answers: the same key does the write again. */
async function settle(name: RequestName, startedAt: Date, response: Response): Promise<void> {
  const { status } = response;
  try {
    if (status >= 500 || status === 429) return await giveUpRequest(name, startedAt);
    const body = Buffer.from(await response.clone().arrayBuffer());
    const headers = Object.fromEntries(
      keptHeaders.flatMap((header) => {
        const value = response.headers.get(header);
        return value === null ? [] : [[header, value]];
      }),
    );
    await keepAnswer(name, startedAt, { status, headers, body });
  } catch (error) {
    // What was done is done, and its sender learns so. A minute later the same key does it again.
    console.error("api: the answer to a repeatable request was not kept", error);
  }
}
