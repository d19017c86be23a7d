/** A machine's own addresses, on which a SaaS is developed: browsers trust them without https. */
const ownMachine = /^(localhost|127\.0\.0\.1|\[::1\]|.+\.localhost)$/;

/**
 * The origin that people type for one of their sites, as browsers write it, or null. Pages with somebody's session stand
 * in its frames, so it is reached by https.
 */
export function siteOrigin(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > 300 || !URL.canParse(trimmed)) return null;
  const { protocol, hostname, origin, pathname, search, hash, username, password } = new URL(trimmed);
  if (protocol !== "https:" && !(protocol === "http:" && ownMachine.test(hostname))) return null;
  // A policy is a list of words: nothing else than letters, digits, dots and a port may come into it.
  if (!/^https?:\/\/[a-z0-9.[\]:-]+$/.test(origin)) return null;
  return pathname === "/" && !search && !hash && !username && !password ? origin : null;
}
