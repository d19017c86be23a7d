import { createMiddleware } from "hono/factory";
import { machineNow, readClock } from "@/lib/clock";
import { authenticateApiKey } from "@/lib/features/api-keys/authenticate";
import { clientAddress } from "@/lib/http/client-address";
import type { RateLimit } from "@/lib/http/rate-limit";
import type { ApiContext, ApiEnvironment } from "./environment";
import { answerProblem } from "./problem";

export type ApiRateLimits = {
  /** Requests of one key. */
  perKey: RateLimit;
  /** Requests without a valid key from one address. A valid key is never held up by its neighbours. */
  failuresPerAddress: RateLimit;
};

/** Lets only API keys pass, each at its rate, and gives the request its context. */
export const authenticate = (limits: ApiRateLimits) =>
  createMiddleware<ApiEnvironment>(async (c, next) => {
    const actor = await authenticateApiKey(c.req.header("authorization"));
    if (actor?.kind !== "api_key") {
      const address = clientAddress(c.env?.incoming?.socket.remoteAddress, c.req.header("x-forwarded-for"));
      const waitSeconds = limits.failuresPerAddress.take(address, machineNow());
      return waitSeconds > 0 ? holdUp(c, waitSeconds) : answerProblem(c, "unauthenticated");
    }
    const waitSeconds = limits.perKey.take(actor.keyId, machineNow());
    if (waitSeconds > 0) return holdUp(c, waitSeconds);
    c.set("ctx", { actor, now: await readClock(), requestId: c.get("requestId") });
    await next();
  });

function holdUp(c: ApiContext, waitSeconds: number) {
  c.header("Retry-After", String(waitSeconds));
  return answerProblem(c, "rate_limited");
}
