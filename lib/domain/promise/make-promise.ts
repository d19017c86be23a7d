import { type Day, laterOf } from "../time/day-span";
import type { ChargePromise, NextCharge } from "./charge-promise";
import { chargeStep } from "./lines/charge-step";
import type { FixedLine } from "./lines/fixed-lines";
import type { Unused } from "./lines/give-back";
import type { UsageOfMonth } from "./lines/usage-line";
import type { PromiseTerms } from "./promise-terms";
import { invoiceLines } from "./sums/invoice-lines";
import { placeUnused } from "./sums/place-unused";
import { settleBalance } from "./sums/settle-balance";
import { taxSettingOn } from "./sums/tax-setting-on";

export type Settlement = {
  currency: string;
  day: Day;
  charges: readonly FixedLine[];
  unused: readonly Unused[];
  /** Months that have ended and are billed now. */
  usage?: readonly UsageOfMonth[];
  /** True if amount coupons go on in the period in which they took `takenMinor`. */
  continuesPeriod: boolean;
  next: NextCharge | null;
};

/** Makes a promise of what is charged and what is given back: discounts, taxes, credit notes, balance, what is due. */
export function makePromise(settlement: Settlement, terms: PromiseTerms): ChargePromise {
  const { currency, day, charges, unused, usage = [], continuesPeriod, next } = settlement;
  const open = terms.openInvoices ?? [];
  const { creditNotes, onInvoice } = placeUnused(unused, open, terms.taxRounding, currency);
  const invoice = invoiceLines({
    currency,
    charges,
    usage,
    unused: onInvoice.filter(({ amountMinor }) => amountMinor !== 0n),
    returned: unused.flatMap(({ returned }) => returned),
    continuesPeriod,
    terms,
  });
  const step = chargeStep(currency);
  const { balance, dueNowMinor } = settleBalance(invoice.totalMinor, terms);
  const lastBegin = charges.reduce((last, { span }) => laterOf(span.from, last), "");
  const { treatment, reason } = taxSettingOn(terms.taxes, lastBegin || day);
  return {
    currency,
    day,
    ...invoice,
    treatment,
    reason,
    creditNotes,
    givenBack: unused.map(({ line, span, amountMinor, returned }) => ({
      billedLineId: line.id,
      from: span.from,
      amountMinor,
      returned,
    })),
    foundDiscounts: [...(terms.foundDiscounts ?? [])].sort(),
    balance,
    dueNowMinor,
    next,
    problem: dueNowMinor % step === 0n ? null : { rule: "amount_not_chargeable", stepMinor: step },
  };
}
