import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import proxyAddress from "proxy-addr";
import { env } from "@/lib/env";
import { type Trust, trustOf } from "@/lib/trusted-proxies";

/**
 * The address of the caller, for limits, the audit log and the list of sessions. X-Forwarded-For is only a claim: it is
 * believed as far as proxies wrote it that `CHOBA_TRUSTED_PROXIES` names.
 * @param peer the other end of the connection
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trust: Trust = configuredTrust(),
): string {
  const address = withoutPrefix(peer ?? "");
  if (!address) return "unknown";
  const request: Pick<IncomingMessage, "headers"> & { socket: object } = {
    headers: { "x-forwarded-for": forwardedFor },
    socket: { remoteAddress: address },
  };
  const client = withoutPrefix(proxyAddress(request as IncomingMessage, trust));
  return isIP(client) ? client : address;
}

/** An IPv4 address as a socket of IPv6 shows it. */
const withoutPrefix = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");

/** The rule of the setting, compiled once for each value. */
let compiled: { from: string | undefined; trust: Trust } | undefined;

export function configuredTrust(): Trust {
  const from = env().CHOBA_TRUSTED_PROXIES;
  if (!compiled || compiled.from !== from) compiled = { from, trust: trustOf(from) };
  return compiled.trust;
}
