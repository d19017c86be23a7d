import { Webhook } from "standardwebhooks";
import { machineNow } from "@/lib/clock";
import { type Attempt, type AttemptError, keptAnswerBytes } from "@/lib/domain/events/delivery";
import { AddressNotAllowed, postOutside } from "@/lib/http/post-outside";
import { isAllowedAddress } from "./allowed-address";
import type { Claimed } from "./claim-delivery";
import { eventMessage } from "./event-message";

const timeoutMs = 10_000;

/** Makes one attempt to deliver an event. Whatever comes of it is the result; nothing is thrown. `now` is Choba's time. */
export async function sendEvent(claimed: Claimed, now: Date): Promise<Attempt> {
  const { endpoint, event, secrets } = claimed;
  const body = JSON.stringify(eventMessage(claimed));
  const started = machineNow();
  const done = (outcome: Pick<Attempt, "status" | "error" | "answer">): Attempt => ({
    at: now.toISOString(),
    durationMs: machineNow().getTime() - started.getTime(),
    ...outcome,
  });
  if (secrets.length === 0) return done({ status: null, error: "secret_unreadable", answer: "" });
  try {
    const response = await postOutside({
      url: endpoint.url,
      headers: {
        "content-type": "application/json",
        "user-agent": "Choba-Webhooks/1",
        "webhook-id": event.id,
        // Receivers compare it with the time of the real world.
        "webhook-timestamp": String(Math.floor(started.getTime() / 1000)),
        "webhook-signature": secrets
          .map((secret) => new Webhook(secret).sign(event.id, started, body))
          .join(" "),
      },
      body,
      timeoutMs,
      mostBytes: keptAnswerBytes,
      isAllowed: isAllowedAddress,
    });
    return done({ status: response.status, error: null, answer: response.body.replaceAll("\0", "") });
  } catch (error) {
    return done({ status: null, error: errorOf(error), answer: "" });
  }
}

const errorsByCode: Record<string, AttemptError> = {
  ENOTFOUND: "name_not_found",
  EAI_AGAIN: "name_not_found",
  ECONNREFUSED: "connection_refused",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
};

function errorOf(error: unknown): AttemptError {
  if (error instanceof AddressNotAllowed) return "address_not_allowed";
  if (!(error instanceof Error)) return "connection_lost";
  if (error.name === "TimeoutError") return "timeout";
  const code = "code" in error ? String(error.code) : "";
  if (/CERT|SSL|TLS|EPROTO|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code)) return "tls";
  return errorsByCode[code] ?? "connection_lost";
}
