import { createMiddleware } from "hono/factory";
import { machineNow, readClock } from "@/lib/clock";
import type { Actor } from "@/lib/domain/access/actor";
import { authenticateApiKey, authenticateSignature, isSigned } from "@/lib/features/api-keys/authenticate";
import { noteUse } from "@/lib/features/api-keys/note-use";
import { clientAddress } from "@/lib/http/client-address";
import type { RateLimit } from "@/lib/http/rate-limit";
import type { ApiContext, ApiEnvironment } from "./environment";
import { answerProblem } from "./problem";
import { BodyTooLarge, signedRequest } from "./signed-request";

export type ApiRateLimits = {
  /** Requests of one key. */
  perKey: RateLimit;
  /** Requests without a valid key from one address. A valid key is never held up by its neighbours. */
  failuresPerAddress: RateLimit;
};

/** A signed body is read whole before its sender is known. */
const largestSignedBodyBytes = 1024 * 1024;

/** Lets only API keys pass, as a bearer or by their signature, each at its rate, and gives the request its context. */
export const authenticate = (limits: ApiRateLimits) =>
  createMiddleware<ApiEnvironment>(async (c, next) => {
    let actor: Actor | null;
    try {
      actor = await whoCalls(c);
    } catch (error) {
      if (error instanceof BodyTooLarge) return answerProblem(c, "body_too_large");
      throw error;
    }
    if (actor?.kind !== "api_key") {
      const address = clientAddress(c.env?.incoming?.socket.remoteAddress, c.req.header("x-forwarded-for"));
      const waitSeconds = limits.failuresPerAddress.take(address, machineNow());
      return waitSeconds > 0 ? holdUp(c, waitSeconds) : answerProblem(c, "unauthenticated");
    }
    const waitSeconds = limits.perKey.take(actor.keyId, machineNow());
    if (waitSeconds > 0) return holdUp(c, waitSeconds);
    const now = await readClock();
    c.set("ctx", { actor, now, requestId: c.get("requestId") });
    void noteUse(actor.keyId, now);
    await next();
  });

function whoCalls(c: ApiContext): Promise<Actor | null> {
  const header = c.req.header("authorization");
  if (!isSigned(header)) return authenticateApiKey(header);
  return authenticateSignature(header, machineNow(), () => signedRequest(c, largestSignedBodyBytes));
}

function holdUp(c: ApiContext, waitSeconds: number) {
  c.header("Retry-After", String(waitSeconds));
  return answerProblem(c, "rate_limited");
}
