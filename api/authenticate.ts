import { createMiddleware } from "hono/factory";
import { machineNow, readClock, readKnownClock } from "@/lib/clock";
import type { SharedLimit } from "@/lib/db/shared-limit";
import {
  authenticateApiKey,
  authenticateSignature,
  type Caller,
  isSigned,
  type KeyEnded,
  type SignatureProblem,
} from "@/lib/features/people/api-keys/authenticate-api-key";
import { credentialOf } from "@/lib/features/people/api-keys/credential-of";
import { noteUse } from "@/lib/features/people/api-keys/note-use";
import { clientAddress } from "@/lib/http/client-address";
import type { RateLimit } from "@/lib/http/rate-limit";
import type { ApiContext, ApiEnvironment } from "./environment";
import { problemResponse } from "./problem";
import { mayBeRemembered } from "./remembered";
import { BodyTooLarge, signedRequest } from "./signed-request";
import { trustedCallers } from "./trusted-callers";

export type ApiRateLimits = {
  /** Requests of one key, counted in this process: they are too many for a question to the database each. */
  perKey: RateLimit;
  /**
   * Requests without a valid key from one address; those that send no key are counted separately. Beyond the
   * limit only keys that were valid the last time are looked up. So a flood of wrong keys costs the database
   * nothing and does not hold back known callers at the same address. All processes count together.
   */
  failuresPerAddress: SharedLimit;
};

/** A signed body is read whole before its sender is known. */
const largestSignedBodyBytes = 1024 * 1024;

/**
 * Lets only API keys pass, as a bearer or by their signature, each at its rate, and gives the request its
 * context.
 */
export const authenticate = (limits: ApiRateLimits) => {
  const trusted = trustedCallers();
  return createMiddleware<ApiEnvironment>(async (c, next) => {
    const address = clientAddress(c.env?.incoming?.socket.remoteAddress, c.req.header("x-forwarded-for"));
    const credential = credentialOf(c.req.header("authorization"));
    // The key of a signature is not secret. So a caller who sends it is trusted only at an address from which
    // it has signed.
    const caller = credential?.startsWith("signature ") ? `${address} ${credential}` : (credential ?? "");
    const failures = credential ? `${address} with a key` : address;
    const heldUpSeconds = trusted.has(caller) ? 0 : limits.failuresPerAddress.heldUpSeconds(failures);
    if (heldUpSeconds > 0) return holdUp(c, heldUpSeconds);
    const asks = !mayBeRemembered(c);
    const readNow = asks ? readClock : readKnownClock;
    let found: Caller | SignatureProblem | KeyEnded | null = null;
    try {
      if (credential) found = await whoCalls(c, { asks, readNow });
    } catch (error) {
      if (error instanceof BodyTooLarge) return problemResponse(c, "body_too_large");
      throw error;
    }
    const { actor = null, known = null } = typeof found === "string" ? {} : (found ?? {});
    if (actor?.kind !== "api_key") {
      trusted.delete(caller);
      const waitSeconds = await limits.failuresPerAddress.take(failures);
      return waitSeconds > 0 ? holdUp(c, waitSeconds) : unauthenticated(c, found);
    }
    trusted.add(caller);
    const waitSeconds = limits.perKey.take(actor.keyId, machineNow());
    const { policy, standing } = limits.perKey.fields(actor.keyId);
    c.header("RateLimit-Policy", policy);
    c.header("RateLimit", standing);
    if (waitSeconds > 0) return holdUp(c, waitSeconds);
    const now = await readNow();
    c.set("ctx", { actor, now, requestId: c.get("requestId"), known: asks ? null : known });
    noteUse(actor.keyId, now);
    await next();
  });
};

/** Of a signature that is nearly right, and of a key that has ended, it is said what is wrong. */
function unauthenticated(c: ApiContext, found: unknown) {
  if (found === "wrong_minute")
    return problemResponse(c, "unauthenticated", { fields: [{ field: "sig", rule: "wrong_minute" }] });
  if (found === "wrong_saas_id")
    return problemResponse(c, "unauthenticated", { fields: [{ field: "saasId", rule: "wrong_saas_id" }] });
  if (found === "key_ended")
    return problemResponse(c, "unauthenticated", { fields: [{ field: "apiKey", rule: "key_ended" }] });
  return problemResponse(c, "unauthenticated");
}

function whoCalls(
  c: ApiContext,
  { asks, readNow }: { asks: boolean; readNow: () => Promise<Date> },
): Promise<Caller | SignatureProblem | KeyEnded | null> {
  const header = c.req.header("authorization");
  if (!isSigned(header)) return authenticateApiKey(header, readNow, { asks });
  const read = () => signedRequest(c, largestSignedBodyBytes);
  return authenticateSignature(header, machineNow(), read, readNow, { asks });
}

function holdUp(c: ApiContext, waitSeconds: number) {
  c.header("Retry-After", String(waitSeconds));
  return problemResponse(c, "rate_limited");
}
