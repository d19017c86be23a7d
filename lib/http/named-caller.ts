import type { IncomingMessage } from "node:http";
import { env } from "@/lib/env";
import { clientAddress, configuredTrust } from "./client-address";

/** Pages do not see the connection, so the server that does tells them the caller's address in this header. */
const addressHeader = "x-choba-client-address";

/** Whether the server in front of the pages writes the header. Then a caller's own one never reaches them. */
const holder = globalThis as typeof globalThis & { chobaNamesCallers?: true };

/** Writes the caller's address into the request, over whatever the caller sent. For the server, with each request. */
export function nameCaller(request: Pick<IncomingMessage, "headers" | "socket">): void {
  holder.chobaNamesCallers = true;
  const forwardedFor = request.headers["x-forwarded-for"];
  request.headers[addressHeader] = clientAddress(
    request.socket.remoteAddress,
    forwardedFor === undefined ? undefined : String(forwardedFor),
  );
}

/** The caller's address, for pages, their actions and their routes. */
export function namedAddress(headers: Headers): string {
  if (holder.chobaNamesCallers) return headers.get(addressHeader) ?? "unknown";
  return addressBehindNext(headers.get("x-forwarded-for") ?? undefined);
}

/** Where Choba runs as a plain Next app, nobody tells who is at the other end: with proxies configured, it is one of them. */
function addressBehindNext(forwardedFor: string | undefined): string {
  const proxies = env().CHOBA_TRUSTED_PROXIES;
  if (!forwardedFor || !proxies || proxies.trim() === "0") return "unknown";
  const trust = configuredTrust();
  const someProxy = "0.0.0.0";
  const client = clientAddress(someProxy, forwardedFor, (address, hop) => hop === 0 || trust(address, hop));
  return client === someProxy ? "unknown" : client;
}
