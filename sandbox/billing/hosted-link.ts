import type { JsonObject } from "../core/json";
import type { Invoice } from "../shapes/invoice";
import type { Unit } from "../store/unit";

const DAY_S = 86_400;

/**
 * "Invoice URLs expire 30 days after the due date", or after finalising. One that was read "through the API" is "valid for at
 * least 10 days" all the same (docs.stripe.com/invoicing/hosted-invoice-page): it carries its own end.
 */
export function isLinkOver(unit: Unit, invoice: Invoice, until: number | null): boolean {
  return unit.at > Math.max(linkEnds(invoice) ?? unit.at, until ?? 0);
}

const linkEnds = ({ due_date, status_transitions }: Invoice): number | null => {
  const from = due_date ?? status_transitions.finalized_at;
  return from === null ? null : from + 30 * DAY_S;
};

/** The end that a link carries which is read now; null while its first end is far enough. It changes once a day. */
export function freshUntil(unit: Unit, invoice: Invoice): number | null {
  const ends = linkEnds(invoice);
  if (ends === null || ends >= unit.at + 10 * DAY_S) return null;
  return (Math.floor(unit.at / DAY_S) + 11) * DAY_S;
}

/** The answer with a link that is valid for some days more. */
export function withFreshLink(unit: Unit, invoice: Invoice, answer: JsonObject): JsonObject {
  const until = freshUntil(unit, invoice);
  if (until === null || !invoice.hosted_invoice_url) return answer;
  return { ...answer, hosted_invoice_url: `${invoice.hosted_invoice_url}?until=${until}` };
}
