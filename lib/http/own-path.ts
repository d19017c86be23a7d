/**
 * The path, with query, of an address of ours; null for anything else. Such addresses come back from a
 * browser (`callbackUrl`), where anyone can write them, so they must not lead elsewhere: `//other.example`
 * and `/\other.example` are other hosts to a browser. An absolute address is ours if its host is the host of
 * the request.
 */
export function ownPath(address: unknown, ownHost?: string | null): string | null {
  if (typeof address !== "string" || address.length > 2_000) return null;
  const nowhere = "http://nowhere.invalid";
  if (!URL.canParse(address, nowhere)) return null;
  const url = new URL(address, nowhere);
  const isPath = address.startsWith("/") && url.origin === nowhere;
  const isOwn = /^https?:$/.test(url.protocol) && ownHost != null && url.host === ownHost;
  // Resolving the dots of a path above may leave two slashes in front.
  return (isPath || isOwn) && !url.pathname.startsWith("//") ? `${url.pathname}${url.search}` : null;
}
