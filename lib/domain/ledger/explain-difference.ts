import type { ChargeState } from "../license/charge";
import type { DifferenceCause } from "./difference-cause";

/** What is known of an invoice at Stripe. Minor units; not negative unless it says so. */
export type LedgerInvoice = {
  status: "draft" | "open" | "paid" | "void" | "uncollectible";
  /** May be negative: then it became balance. */
  totalMinor: bigint;
  /** What people put there, with tax; negative for a reduction. */
  manualLinesMinor: bigint;
  manualCouponsMinor: bigint;
  /** It carries what an invoice lacked that was final before it was complete. */
  isFollowUp: boolean;
  /** What such an invoice of this one's charge adds up to; may be negative. */
  followUpMinor: bigint;
  /** What the customer's balance paid; negative: what was owed from before, or a total that became balance. */
  balanceUsedMinor: bigint;
  /** Below the minimum charge, and carried by the balance. */
  carriedMinor: bigint;
  paidMinor: bigint;
  creditedBeforePaidMinor: bigint;
  /** By credit notes after it was paid, without what they refunded. */
  creditedLaterMinor: bigint;
  refundedMinor: bigint;
  lostInDisputesMinor: bigint;
};

export type LedgerFacts = {
  /** Null: Choba promised nothing of it. */
  promised: { totalMinor: bigint; state: ChargeState } | null;
  /** Null: there is none. */
  invoice: LedgerInvoice | null;
};

/** A cause with what it adds to, or takes from, what was promised. Never zero. */
export type ExplainedAmount = { cause: DifferenceCause; amountMinor: bigint };

export type Explanation = {
  /** What was promised, or nothing. */
  promisedMinor: bigint;
  /** What was paid and not given back. */
  keptMinor: bigint;
  /** They add up to `keptMinor − promisedMinor`, exactly. */
  causes: ExplainedAmount[];
};

/** Explains why what is kept of a charge differs from what was promised. */
export function explainDifference({ promised, invoice }: LedgerFacts): Explanation {
  const promisedMinor = promised?.totalMinor ?? 0n;
  if (!invoice) {
    const causes = sumsOf([[withoutInvoice(promised?.state), -promisedMinor]]);
    return { promisedMinor, keptMinor: 0n, causes };
  }
  const { paidMinor, creditedLaterMinor, refundedMinor, lostInDisputesMinor } = invoice;
  const keptMinor = paidMinor - creditedLaterMinor - refundedMinor - lostInDisputesMinor;
  return {
    promisedMinor,
    keptMinor,
    causes: sumsOf([
      ...toTheInvoice(invoice, promised?.totalMinor ?? null),
      ...toThePayment(invoice),
      ["credited_later", -creditedLaterMinor],
      ["refunded", -refundedMinor],
      ["lost_dispute", -lostInDisputesMinor],
    ]),
  };
}

type Step = [DifferenceCause, bigint];

const sumsOf = (steps: readonly Step[]): ExplainedAmount[] =>
  steps.flatMap(([cause, amountMinor]) => (amountMinor === 0n ? [] : [{ cause, amountMinor }]));

function withoutInvoice(state: ChargeState | undefined): DifferenceCause {
  if (state === "failed") return "refused";
  return state === "void" ? "given_up" : "in_progress";
}

/** From what was promised to what stands on the invoice. */
function toTheInvoice(invoice: LedgerInvoice, promisedMinor: bigint | null): Step[] {
  const { totalMinor, manualLinesMinor, manualCouponsMinor, followUpMinor } = invoice;
  if (invoice.isFollowUp) return [["follow_up", totalMinor]];
  if (promisedMinor === null) return [["made_at_stripe", totalMinor]];
  const known: Step[] = [
    ["manual_line", manualLinesMinor],
    ["manual_coupon", -manualCouponsMinor],
    ["follows_separately", -followUpMinor],
  ];
  return [...known, ["other_invoiced", totalMinor - promisedMinor - total(known)]];
}

/** From what stands on the invoice to what was paid. */
function toThePayment(invoice: LedgerInvoice): Step[] {
  const { status, totalMinor, balanceUsedMinor, carriedMinor, creditedBeforePaidMinor, paidMinor } = invoice;
  const balance: DifferenceCause =
    balanceUsedMinor > 0n ? "balance_used" : totalMinor < 0n ? "became_balance" : "balance_collected";
  const known: Step[] = [
    [balance, -balanceUsedMinor],
    ["below_minimum", -carriedMinor],
    ["credit_note", -creditedBeforePaidMinor],
  ];
  return [...known, [restOf[status], paidMinor - totalMinor - total(known)]];
}

/** What the rest of an invoice that is not paid is. A paid one has none. */
const restOf = {
  draft: "draft",
  open: "unpaid",
  uncollectible: "written_off",
  void: "voided",
  paid: "other_paid",
} as const satisfies Record<LedgerInvoice["status"], DifferenceCause>;

const total = (steps: readonly Step[]): bigint => steps.reduce((sum, [, amount]) => sum + amount, 0n);
