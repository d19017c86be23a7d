import { addDays, type Day, firstOfMonth, laterOf } from "../time/day-span";
import { bankDayFrom } from "./bank-days";
import type { PaymentTerms } from "./payment-terms";

/**
 * The day by whose end an invoice of `issuedOn` is paid. A day on which banks are closed is moved as the terms say, but
 * never before the invoice's own day.
 */
export function dueDay({ kind, days, moved }: PaymentTerms, issuedOn: Day): Day {
  const agreed = kind === "days" ? addDays(issuedOn, days ?? 0) : addDays(firstOfMonth(issuedOn, 2), -1);
  if (moved === "none") return agreed;
  return laterOf(bankDayFrom(agreed, moved === "before" ? -1 : 1), issuedOn);
}
