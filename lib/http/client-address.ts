/**
 * The address of the caller. If the peer is a proxy of our own (on this machine or a private network), it is
 * the last entry of X-Forwarded-For, which that proxy wrote. From any other peer the header is only a claim
 * and is ignored.
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | undefined): string {
  const address = (peer ?? "").replace(/^::ffff:/, "");
  const forwarded = forwardedFor?.split(",").at(-1)?.trim();
  return forwarded && isOwnNetwork(address) ? forwarded : address || "unknown";
}

/** Without a peer, Next passed the request on inside the process. */
function isOwnNetwork(address: string): boolean {
  return /^($|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd])/.test(address);
}
