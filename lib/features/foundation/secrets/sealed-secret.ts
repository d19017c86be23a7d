import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const cipher = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

const derived = new Map<string, Buffer>();

/** The key of these seals and of nothing else, derived from AUTH_SECRET (HKDF, RFC 5869). */
function sealingKey(from: string): Buffer {
  const known = derived.get(from);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", from, "", "choba api key secrets", 32));
  derived.set(from, key);
  return key;
}

/** Encrypts a secret for the row `keyId`: in another row it opens nothing. Base64 of nonce, tag and text. */
export function sealSecret(secret: string, keyId: string): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, sealingKey(env().AUTH_SECRET), nonce).setAAD(Buffer.from(keyId));
  const text = Buffer.concat([sealing.update(secret, "utf8"), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), text]).toString("base64");
}

/** What was sealed, and whether under AUTH_SECRET_BEFORE: then it is to be sealed again, so that this one can go. */
export type Opened = { secret: string; isFormer: boolean };

/** Null if it was sealed under neither secret, for another row, or was changed since. */
export function openSecret(sealed: string, keyId: string): Opened | null {
  const { AUTH_SECRET, AUTH_SECRET_BEFORE } = env();
  const secret = openedWith(AUTH_SECRET, sealed, keyId);
  if (secret !== null) return { secret, isFormer: false };
  const former = AUTH_SECRET_BEFORE ? openedWith(AUTH_SECRET_BEFORE, sealed, keyId) : null;
  return former === null ? null : { secret: former, isFormer: true };
}

function openedWith(authSecret: string, sealed: string, keyId: string): string | null {
  const bytes = Buffer.from(sealed, "base64");
  try {
    const opening = createDecipheriv(cipher, sealingKey(authSecret), bytes.subarray(0, nonceBytes))
      .setAAD(Buffer.from(keyId))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const text = Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]);
    return text.toString("utf8");
  } catch {
    return null;
  }
}
