/** The headers of a message, as your framework gives them. */
export type WebhookHeaders = Headers | Record<string, string | string[] | undefined>;

/** What a message says. `data` belongs to `type`: see Choba's list of events. */
export type WebhookMessage<Data = Record<string, unknown>> = {
  id: string;
  type: string;
  timestamp: string;
  data: Data;
} & Record<string, unknown>;

/** The message is not from Choba, was changed on its way, or is too old. Answer 400, and do nothing else. */
export class InvalidSignature extends Error {
  override name = "InvalidSignature";
}

const toleranceSeconds = 5 * 60;
const encoder = new TextEncoder();

/**
 * Reads a message of a webhook whose signature is right (Standard Webhooks). `body` is the text exactly as it came, before
 * anybody parsed it; `secret` begins with `whsec_`. While a secret is being replaced, give both. Throws `InvalidSignature`.
 */
export async function verifyWebhook(
  body: string,
  headers: WebhookHeaders,
  secret: string | readonly string[],
): Promise<WebhookMessage> {
  const [id, timestamp, signatures] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) =>
    headerOf(headers, name),
  );
  if (!id || !timestamp || !signatures) throw new InvalidSignature("A header of the signature is missing");
  const age = Math.abs(Date.now() / 1_000 - Number(timestamp));
  if (!(age <= toleranceSeconds)) throw new InvalidSignature("The message is too old");
  const signed = encoder.encode(`${id}.${timestamp}.${body}`);
  for (const each of [secret].flat()) {
    const key = await keyOf(each);
    for (const claim of signatures.split(" ")) {
      const [version, signature = ""] = claim.split(",");
      if (version !== "v1") continue;
      // The comparison takes as long for a wrong signature as for the right one.
      if (await crypto.subtle.verify("HMAC", key, bytesOf(signature), signed)) return JSON.parse(body);
    }
  }
  throw new InvalidSignature("No signature fits");
}

const keyOf = (secret: string) =>
  crypto.subtle.importKey(
    "raw",
    bytesOf(secret.replace(/^whsec_/, "")),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["verify"],
  );

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const [, value] = Object.entries(headers).find(([each]) => each.toLowerCase() === name) ?? [];
  return Array.isArray(value) ? value[0] : value;
}
