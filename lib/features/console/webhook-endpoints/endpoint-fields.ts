import { lookup } from "node:dns/promises";
import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { eventTypes } from "@/lib/domain/events/event-types";
import { isAllowedAddress, mayUseLoopback } from "@/lib/features/console/webhook-delivery/allowed-address";
import { line } from "@/lib/features/foundation/input/input-rules";
import { addressIn, isLoopback } from "@/lib/http/public-address";

/** Https, and for the machine of a demo itself http. Neither credentials, which would be shown, nor a fragment. */
const endpointUrl = line(1_000).superRefine((text, check) => {
  const rule = urlProblem(text);
  if (rule) check.addIssue({ code: "custom", params: { rule } });
});

function urlProblem(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username || url.password || url.hash || !url.hostname) return "webhook_url";
  const isOwn = url.hostname === "localhost" || isLoopback(addressIn(url.hostname) ?? "");
  if (url.protocol === "https:" || (url.protocol === "http:" && isOwn && mayUseLoopback())) return null;
  return "https_url";
}

export const endpointFields = {
  url: endpointUrl,
  description: line(200).default(""),
  /** Null: all. */
  types: z.array(z.enum(eventTypes)).min(1).nullable(),
};

/**
 * Refuses an address inside our own network, also one that a name leads to. A name that leads nowhere yet may be a receiver
 * that is still to come; each delivery looks again.
 */
export async function requirePublicHost(url: string): Promise<void> {
  const { hostname } = new URL(url);
  const literal = addressIn(hostname);
  const found =
    literal === null ? await lookup(hostname, { all: true }).catch(() => []) : [{ address: literal }];
  if (found.some(({ address }) => !isAllowedAddress(address)))
    throw new Refused("invalid_input", { fields: [{ field: "url", rule: "public_address" }] });
}
