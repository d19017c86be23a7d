import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const cipher = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

let derived: { from: string; key: Buffer } | undefined;

/** The key of these seals and of nothing else, derived from AUTH_SECRET (HKDF, RFC 5869). */
function sealingKey(): Buffer {
  const from = env().AUTH_SECRET;
  if (derived?.from !== from)
    derived = { from, key: Buffer.from(hkdfSync("sha256", from, "", "choba api key secrets", 32)) };
  return derived.key;
}

/** Encrypts a secret for the row `keyId`: in another row it opens nothing. Base64 of nonce, tag and text. */
export function sealSecret(secret: string, keyId: string): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, sealingKey(), nonce).setAAD(Buffer.from(keyId));
  const text = Buffer.concat([sealing.update(secret, "utf8"), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), text]).toString("base64");
}

/** The secret again; null if it was sealed under another AUTH_SECRET, for another row, or was changed since. */
export function openSecret(sealed: string, keyId: string): string | null {
  const bytes = Buffer.from(sealed, "base64");
  try {
    const opening = createDecipheriv(cipher, sealingKey(), bytes.subarray(0, nonceBytes))
      .setAAD(Buffer.from(keyId))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const text = Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]);
    return text.toString("utf8");
  } catch {
    return null;
  }
}
