"use client";

import { createContext, use } from "react";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { Result } from "@/lib/domain/errors";
import type { ConfirmedChange } from "@/lib/features/license/confirm-change/confirm-change";
import type { ChangePreview } from "@/lib/features/license/plan-change/preview-change";
import type { MemberView } from "@/lib/features/people/members/list-members";

export type WantedChange = { planKey: string; interval: PaidInterval };

/** A preview and Choba's time at which it was shown: the confirmation names that second. */
export type ShownPreview = { preview: ChangePreview; shownAt: string };

export type Confirmation =
  | Exclude<ConfirmedChange, { outcome: "shown_anew" }>
  | ({ outcome: "shown_anew" } & ShownPreview);

/**
 * What can be done and read on the billing screens. The page that shows them brings the functions, so the parts here
 * know nothing of server actions or addresses. A promise that rejects means the request never arrived.
 */
export type BillingActs = {
  createPaymentAccount(input: {
    payerName: string;
    payerEmail: string;
  }): Promise<Result<{ confirmed: boolean }>>;
  openPortal(): Promise<Result<{ url: string }>>;
  changePaymentAdministrator(userId: string): Promise<Result<{ changed: boolean }>>;
  confirmChange(
    change: WantedChange & { planVersionId: string; pricedAt: string; totalMinor: string },
  ): Promise<Result<Confirmation>>;
  discardOrder(orderId: string): Promise<Result<{ confirmed: boolean }>>;
  cancelReservation(reservationId: string): Promise<Result<{ confirmed: boolean }>>;
  stopRenewal(): Promise<Result<{ confirmed: boolean }>>;
  resumeRenewal(): Promise<Result<{ confirmed: boolean }>>;
  readMembers(signal: AbortSignal): Promise<Result<{ members: MemberView[] }>>;
  readPreview(wanted: WantedChange, signal: AbortSignal): Promise<Result<ShownPreview>>;
  /** The addresses of the two screens. */
  billingHref: string;
  plansHref: string;
};

const ActsContext = createContext<BillingActs | null>(null);

export const BillingActsProvider = ActsContext;

export function useBillingActs(): BillingActs {
  const acts = use(ActsContext);
  if (!acts) throw new Error("billing parts stand inside a BillingActsProvider");
  return acts;
}
