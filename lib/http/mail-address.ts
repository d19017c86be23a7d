import { domainToASCII, domainToUnicode } from "node:url";

/** Octets that RFC 5321 allows. */
const longest = { whole: 254, local: 64 };

/** Letters and digits of every script (RFC 6531), and what else RFC 5322 allows without quotes. */
const atom = String.raw`[\p{L}\p{M}\p{N}!#$%&'*+/=?^_\x60{|}~-]+`;
const local = new RegExp(String.raw`^(?:${atom}(?:\.${atom})*|"(?:[^"\\\p{C}]|\\[\x20-\x7e])+")$`, "u");
const asciiDomain =
  /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?=[a-z\d-]*[a-z])[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/;

/**
 * A mail address as it is kept, or null if the text is none: any local part that the standards allow, and a domain in
 * any script. A domain has one writing, that of its people, however it came: two writings of one mailbox would be two
 * persons.
 */
export function readMailAddress(text: string): string | null {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf("@");
  const before = trimmed.slice(0, Math.max(at, 0)).normalize("NFC");
  const after = trimmed.slice(at + 1);
  // What the standard would drop without a word, or read as a host with a path, is no domain that people mean.
  const domain = /[\p{C}\s/?#:%\\[\]@]/u.test(after) ? "" : domainToASCII(after);
  if (!local.test(before) || !asciiDomain.test(domain)) return null;
  if (octets(before) > longest.local || octets(`${before}@${domain}`) > longest.whole) return null;
  return `${before}@${domainToUnicode(domain)}`;
}

const octets = (text: string): number => new TextEncoder().encode(text).length;

/** The same address with its domain in ASCII, for systems that know no other. */
export const asciiMailAddress = (address: string): string => withDomain(address, domainToASCII);

/** The opposite. What is no address stays as it is. */
export const unicodeMailAddress = (address: string): string => withDomain(address, domainToUnicode);

function withDomain(address: string, write: (domain: string) => string): string {
  const at = address.lastIndexOf("@");
  const domain = at < 0 ? "" : write(address.slice(at + 1));
  return domain === "" ? address : `${address.slice(0, at)}@${domain}`;
}
