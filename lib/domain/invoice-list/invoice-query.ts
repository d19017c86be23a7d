import { ageingGroups } from "../collection/ageing";

/**
 * What an invoice's state is to people: Stripe's, `overdue` for an open one whose time has passed, and `written_off` for one
 * that staff gave up.
 */
export const invoiceStates = [
  "draft",
  "open",
  "overdue",
  "paid",
  "void",
  "uncollectible",
  "written_off",
] as const;
export type InvoiceState = (typeof invoiceStates)[number];

/**
 * The filters of the invoice list: their names and values as they stand in the page's address. `rep` also takes a sales
 * rep's id, `tenant` a slug, `month` a month as YYYY-MM, `currency` a code, `amount` a range as `amountRange` reads it.
 */
export const invoiceFilterValues = {
  state: invoiceStates,
  ageing: ageingGroups,
  rep: ["mine", "others", "none"],
} as const;

export const invoiceFilterNames = [
  "state",
  "ageing",
  "tenant",
  "rep",
  "month",
  "currency",
  "amount",
] as const;
export type InvoiceFilterName = (typeof invoiceFilterNames)[number];

export const invoiceSorts = ["date", "due", "tenant", "total", "remaining"] as const;
export type InvoiceSort = (typeof invoiceSorts)[number];

/** Decimal text in major units of each invoice's own currency. */
export type AmountRange = { from: string | null; to: string | null };

const range = /^(\d{1,15}(?:\.\d{1,3})?)?(-)?(\d{1,15}(?:\.\d{1,3})?)?$/;

/** `100-200`, `100-`, `-200`, or one exact amount. Null for anything else. */
export function amountRange(text: string): AmountRange | null {
  const [, from, dash, to] = range.exec(text) ?? [];
  if (dash) return from || to ? { from: from ?? null, to: to ?? null } : null;
  return from && !to ? { from, to: from } : null;
}

/** The other way round, for an address; null if neither end is given. */
export function amountRangeText({ from, to }: AmountRange): string | null {
  if (!from && !to) return null;
  return from === to ? from : `${from ?? ""}-${to ?? ""}`;
}
