import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { firstSpan } from "@/lib/domain/contract/billing-span";
import type { ContractTerms } from "@/lib/domain/contract/contract";
import { knownEnd } from "@/lib/domain/contract/timeline";
import { dayOf } from "@/lib/domain/time/calendar";
import type { DaySpan } from "@/lib/domain/time/day-span";
import { laterOf } from "@/lib/domain/time/day-span";
import type { Standing } from "@/lib/features/foundation/use-case/authorise";
import { type PromiseView, promiseView } from "@/lib/features/license/charges/promise-view";
import { promiseOfSpan } from "@/lib/features/license/contracts/charging/contract-promise";

/** The first invoice of a contract that Choba invoices, and the days that it is for. */
export type FirstInvoice = { promise: PromiseView; span: DaySpan };

type Asked = {
  definition: PlanDefinition;
  terms: ContractTerms;
  base: { id: string };
  now: Date;
};

/**
 * The promise that would be committed when these terms begin: today, or on their day if that is later. Null: nothing is
 * charged or given back.
 */
export async function firstInvoice(
  tx: Transaction,
  { id: tenantId, timeZone }: Standing["tenant"],
  { definition, terms, base, now }: Asked,
): Promise<FirstInvoice | null> {
  const { interval, quantities, discount, taxes, taxRounding, startsAt, endsAt, atEnd } = terms;
  const firstDay = dayOf(startsAt, timeZone);
  const end = knownEnd({ endingAt: null, termEndsAt: endsAt, atEnd }, null);
  const contract = {
    // Its discount is not among the coupons of anything that was billed.
    key: "asked_for",
    timeZone,
    planVersionId: base.id,
    rank: 0,
    definition,
    interval,
    quantities,
    discount,
    taxes,
    taxRounding,
    firstDay,
    endDay: end && dayOf(end, timeZone),
  };
  const day = laterOf(firstDay, dayOf(now, timeZone));
  const span = firstSpan(contract, day);
  const promise = await promiseOfSpan(tx, tenantId, contract, { day, span });
  if (promise.lines.length === 0 && promise.creditNotes.length === 0) return null;
  return { promise: promiseView(promise), span };
}
