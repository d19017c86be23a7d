import { createHmac, hkdfSync } from "node:crypto";
import { env } from "@/lib/env";

let installationKey: Buffer | undefined;

/**
 * What stands for a user in the count of active users: 128 bits of HMAC-SHA256 as hex, keyed per installation, so that a
 * copy of the table names nobody and two users never meet (a collision among a billion is a chance of 1 in 10^20).
 * With another AUTH_SECRET the same user gets another key and counts once more in the month of the change.
 */
export function userKey(userId: string): string {
  installationKey ??= Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", "choba active users", 32));
  return createHmac("sha256", installationKey).update(userId).digest("hex").slice(0, 32);
}
