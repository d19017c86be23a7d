import { createHmac, timingSafeEqual } from "node:crypto";

/** What `Authorization: SAASUSSIGV1 Sig=…, SaaSID=…, APIKey=…` says. */
export type Claim = { signature: Buffer; saasId: string; accessKey: string };

/** A request as it was signed. */
export type SignedRequest = {
  method: string;
  /** Host, path and query as one text, without scheme (`desk.example/api/v1/…?a=1`). Any of them may be meant. */
  addresses: readonly string[];
  /** The bytes of the body, empty without one. */
  body: Uint8Array;
};

const header = /^SAASUSSIGV1\s+Sig=([0-9a-f]{64}),\s*SaaSID=([\w-]{1,64}),\s*APIKey=([\w-]{1,64})\s*$/i;

export function readClaim(authorization: string | undefined): Claim | null {
  const [, signature = "", saasId = "", accessKey = ""] = header.exec(authorization ?? "") ?? [];
  return accessKey ? { signature: Buffer.from(signature, "hex"), saasId, accessKey } : null;
}

const minuteMs = 60_000;

/**
 * True if the secret made the signature for this request in this minute, the one before or the one after: HMAC-SHA256 over
 * minute (`YYYYMMDDHHmm` in UTC), key, method, address and body (docs.saasus.io, "Getting Started"). Compared in constant
 * time.
 */
export const isSignedBy = (secret: string, claim: Claim, request: SignedRequest, now: Date): boolean =>
  isSignedIn([0, -1, 1], secret, claim, request, now);

/** Minutes that a clock which is a little wrong, or shows another zone's time, would have signed. */
const wrongMinutes = [
  ...Array.from({ length: 13 }, (_, minutes) => [minutes + 2, -minutes - 2]).flat(),
  ...Array.from({ length: 14 * 4 }, (_, quarters) => [15 * (quarters + 1), -15 * (quarters + 1)]).flat(),
];
/** Trying them all with a larger body would cost too much for a request that is refused anyway. */
const largestTried = 16 * 1024;

/** Whether the signature would be right, had it another minute: then the sender's clock is what is wrong. */
export const hasWrongMinute = (secret: string, claim: Claim, request: SignedRequest, now: Date): boolean =>
  request.body.length <= largestTried && isSignedIn(wrongMinutes, secret, claim, request, now);

function isSignedIn(
  minutes: readonly number[],
  secret: string,
  { signature, accessKey }: Claim,
  request: SignedRequest,
  now: Date,
): boolean {
  return minutes.some((off) =>
    request.addresses.some((address) => {
      const minute = signedMinute(new Date(now.getTime() + off * minuteMs));
      const expected = createHmac("sha256", secret)
        .update(minute + accessKey + request.method.toUpperCase() + address)
        .update(request.body)
        .digest();
      return timingSafeEqual(expected, signature);
    }),
  );
}

const signedMinute = (at: Date): string => at.toISOString().slice(0, 16).replace(/\D/g, "");
