import type { Id } from "@/lib/domain/ids";
import { type DifferenceCause, isPassing, isUnexplained } from "@/lib/domain/ledger/difference-cause";
import {
  explainDifference,
  type LedgerFacts,
  type LedgerInvoice,
} from "@/lib/domain/ledger/explain-difference";
import type { ChargeKind } from "@/lib/domain/license/charge";

/**
 * One charge or invoice: what was promised, and what became of it. Plain JSON: amounts are minor units as text, instants
 * ISO 8601.
 */
export type LedgerEntry = {
  tenant: { id: Id<"tenant">; slug: string; name: string; timeZone: string };
  chargeId: Id<"charge"> | null;
  /** What the charge is for; null: Choba promised nothing. */
  kind: ChargeKind | null;
  invoice: { id: string; number: string | null; status: LedgerInvoice["status"] } | null;
  /** When the invoice became final, or what there is was made. */
  at: string;
  currency: string;
  promisedMinor: string | null;
  invoicedMinor: string | null;
  creditedMinor: string;
  paidMinor: string;
  /** Refunded, or lost to a dispute. */
  refundedMinor: string;
  /** They add up to what is kept less what was promised. */
  causes: { cause: DifferenceCause; amountMinor: string }[];
  /** It is not as promised, beyond what every invoice passes through on its way. */
  differs: boolean;
  /** Nothing that Choba knows says why. */
  isUnexplained: boolean;
};

export type EntryFacts = Pick<LedgerEntry, "tenant" | "chargeId" | "kind" | "currency"> &
  LedgerFacts & { at: Date; id: string | null; number: string | null; creditedMinor: bigint };

export function ledgerEntry({
  tenant,
  chargeId,
  kind,
  currency,
  at,
  id,
  number,
  ...facts
}: EntryFacts): LedgerEntry {
  const { promised, invoice, creditedMinor } = facts;
  const { promisedMinor, keptMinor, causes } = explainDifference(facts);
  const unexplained = causes.some(({ cause }) => isUnexplained(cause));
  return {
    tenant,
    chargeId,
    kind,
    invoice: invoice && id ? { id, number, status: invoice.status } : null,
    at: at.toISOString(),
    currency,
    promisedMinor: promised && String(promised.totalMinor),
    invoicedMinor: invoice && String(invoice.totalMinor),
    creditedMinor: String(creditedMinor),
    paidMinor: String(invoice?.paidMinor ?? 0n),
    refundedMinor: String((invoice?.refundedMinor ?? 0n) + (invoice?.lostInDisputesMinor ?? 0n)),
    causes: causes.map(({ cause, amountMinor }) => ({ cause, amountMinor: String(amountMinor) })),
    differs: unexplained || (keptMinor !== promisedMinor && causes.some(({ cause }) => !isPassing(cause))),
    isUnexplained: unexplained,
  };
}
