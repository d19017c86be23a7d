import { readClock } from "@/lib/clock";
import { KnownMoved } from "@/lib/db/known-moved";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { authenticateAgain } from "@/lib/features/people/api-keys/authenticate-api-key";
import { findKnownTenantId } from "@/lib/features/people/tenants/queries";
import type { ApiContext } from "./environment";

/** Writes whose own statement checks that what was remembered of their caller is still so. Their routes use `rememberedFor`. */
const checkedWrites = /^\/api\/v1\/(events\/ingest|tenants\/[^/]+\/authentications)$/;

/**
 * Whether a request may be answered by what the process remembers of its key, its tenant and the clock: reads, which are
 * right within a second, and the writes above. For every other one the database is asked, so that a revoked key writes nothing
 * more.
 */
export function mayBeRemembered(c: Pick<ApiContext, "req">): boolean {
  const { method, path } = c.req;
  if (method === "GET" || method === "HEAD") return true;
  return method === "POST" && checkedWrites.test(path);
}

/** Does one of these writes; if something has changed of its caller, it asks the database anew and does it again. */
export async function rememberedFor<T>(
  c: ApiContext,
  write: (ctx: Context, tenantId: Id<"tenant">) => Promise<T>,
): Promise<T> {
  for (let round = 0; ; round++) {
    try {
      return await write(c.get("ctx"), c.get("tenantId"));
    } catch (error) {
      if (!(error instanceof KnownMoved) || round === 20) throw error;
      await askAgain(c);
    }
  }
}

/** Asks the database for the caller, its tenant and the time. @throws Refused if the caller's key opens nothing any more. */
export async function askAgain(c: ApiContext): Promise<void> {
  const ctx = c.get("ctx");
  const found = ctx.actor.kind === "api_key" ? await authenticateAgain(ctx.actor.keyId, readClock) : null;
  if (!found) throw new Refused("unauthenticated");
  if (found === "key_ended")
    throw new Refused("unauthenticated", { fields: [{ field: "apiKey", rule: "key_ended" }] });
  c.set("ctx", { ...ctx, ...found, now: await readClock() });
  const reference = c.req.param("tenant");
  if (reference === undefined) return;
  const { value: tenantId } = await findKnownTenantId(reference, { asks: true });
  if (!tenantId) throw new Refused("not_found");
  c.set("tenantId", tenantId);
}
