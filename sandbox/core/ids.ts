import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A random identifier in Stripe's form, for example `cus_NffrFeUfNV2Hib`. */
export function newId(prefix: string, length = 24): string {
  let text = "";
  for (const byte of randomBytes(length)) text += ALPHABET[byte % ALPHABET.length];
  return `${prefix}_${text}`;
}
