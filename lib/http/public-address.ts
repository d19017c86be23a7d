import ipaddr from "ipaddr.js";

/** What IPv6 gives to the internet (RFC 4291); of the rest a part only looks like it. */
const global6 = ipaddr.parseCIDR("2000::/3");

/**
 * True of an address of the public internet: not of this machine, a private or shared network, a link, or a cloud's
 * metadata (169.254.169.254). An IPv6 address that carries an IPv4 one (mapped, or RFC 6052) is what that one is; tunnels
 * (6to4, Teredo) are refused.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === "unicast";
  if (parsed.range() === "rfc6052")
    return new ipaddr.IPv4(parsed.toByteArray().slice(12)).range() === "unicast";
  return parsed.range() === "unicast" && parsed.match(global6);
}

export const isLoopback = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";

/** The address that an URL's host names itself, without the brackets of IPv6; null: it is a name. */
export function addressIn(hostname: string): string | null {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(bare) ? bare : null;
}
