import { html } from "hono/html";
import type { Html } from "./reply";
import { words } from "./words/index";
import type { Locale } from "./words/locale";

const GOOD = new Set(["paid", "active", "succeeded", "delivered", "completed", "won"]);
const BAD = new Set([
  "past_due",
  "unpaid",
  "failed",
  "incomplete_expired",
  "given_up",
  "uncollectible",
  "lost",
]);
const WARN = new Set([
  "open",
  "incomplete",
  "requires_action",
  "requires_payment_method",
  "pending",
  "needs_response",
]);

/** A status in words. The colour only repeats what the words say. */
export function statusChip(locale: Locale, status: string): Html {
  const tone = GOOD.has(status) ? "good" : BAD.has(status) ? "bad" : WARN.has(status) ? "warn" : "";
  return html`<span class="chip ${tone}">${words(locale).statuses[status] ?? status}</span>`;
}
