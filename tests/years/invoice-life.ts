import type { ExplainedAmount } from "@/lib/domain/ledger/explain-difference";
import { explainDifference, type LedgerInvoice } from "@/lib/domain/ledger/explain-difference";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import { chargeStep } from "@/lib/domain/promise/lines/charge-step";
import type { Fate } from "./tenant-years";

/** An invoice at Stripe, as far as money goes. `cashMinor` is what the bank would show of it. */
export class InvoiceLife {
  cashMinor = 0n;
  readonly isRefused: boolean;
  private readonly seen: LedgerInvoice;
  /** What is left to pay. */
  openMinor: bigint;

  constructor(
    readonly id: string,
    readonly promise: ChargePromise,
    readonly fate: Fate,
  ) {
    const { totalMinor, balance, dueNowMinor } = promise;
    const byHand = fate.type === "changed_by_hand" && dueNowMinor > 0n ? fate : null;
    const manualLinesMinor = byHand?.lineMinor ?? 0n;
    const lowered = dueNowMinor + manualLinesMinor;
    const step = chargeStep(promise.currency);
    const manualCouponsMinor = byHand ? ((lowered * BigInt(byHand.percentOff)) / 100n / step) * step : 0n;
    this.isRefused = fate.type === "refused";
    this.openMinor = lowered - manualCouponsMinor;
    this.seen = {
      status: "open",
      totalMinor: totalMinor + manualLinesMinor - manualCouponsMinor,
      manualLinesMinor,
      manualCouponsMinor,
      isFollowUp: false,
      followUpMinor: 0n,
      balanceUsedMinor: balance.appliedMinor - balance.creditedMinor,
      carriedMinor: balance.carriedMinor,
      paidMinor: 0n,
      creditedBeforePaidMinor: 0n,
      creditedLaterMinor: 0n,
      refundedMinor: 0n,
      lostInDisputesMinor: 0n,
    };
  }

  credit(minor: bigint): void {
    this.openMinor -= minor;
    this.seen.creditedBeforePaidMinor += minor;
  }

  pay(): void {
    this.cashMinor += this.openMinor;
    this.seen.paidMinor = this.openMinor;
    this.openMinor = 0n;
    this.seen.status = "paid";
  }

  /** True if what it charged gives nothing back any more. */
  end(): boolean {
    const { fate, seen } = this;
    if (fate.type === "voided" || fate.type === "written_off") {
      seen.status = fate.type === "voided" ? "void" : "uncollectible";
      this.openMinor = 0n;
      return true;
    }
    if (seen.status !== "paid") this.pay();
    const back = fate.type === "refunded" ? (seen.paidMinor * BigInt(fate.percent)) / 100n : seen.paidMinor;
    if (fate.type === "refunded") seen.refundedMinor = back;
    else if (fate.type === "disputed") seen.lostInDisputesMinor = back;
    else return false;
    this.cashMinor -= back;
    return back === seen.paidMinor;
  }

  explain(): { promisedMinor: bigint; keptMinor: bigint; causes: ExplainedAmount[] } {
    const state = this.isRefused ? ("failed" as const) : ("open" as const);
    const promised = { totalMinor: this.promise.totalMinor, state };
    return explainDifference({ promised, invoice: this.isRefused ? null : this.seen });
  }
}
