import { hashOf, isSecret } from "./secret";
import { readClaim } from "./signature";

/**
 * What the database would be asked for to know who sent an `Authorization` header, as text: `bearer` and the secret's hash,
 * or `signature` and the key that is no secret. Null for a header in which nothing can be looked up.
 */
export function credentialOf(header: string | undefined): string | null {
  const secret = bearerSecret(header);
  if (secret) return `bearer ${hashOf(secret)}`;
  const claim = readClaim(header);
  return claim && `signature ${claim.accessKey}`;
}

/** The secret of a bearer header that has the form of one of ours. */
export function bearerSecret(header: string | undefined): string | null {
  const secret = /^Bearer +(\S+) *$/i.exec(header ?? "")?.[1];
  return secret && isSecret(secret) ? secret : null;
}
