"use client";

import { createContext, use } from "react";
import type { Result } from "@/lib/domain/errors";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { ConfirmedChange } from "@/lib/features/license/confirm-change/confirm-change";
import type { discardOrder } from "@/lib/features/license/orders/discard-order";
import type { ChangePreview } from "@/lib/features/license/plan-change/preview-change";
import type { WantedChange } from "@/lib/features/license/plan-change/wanted-change";
import type { resumeRenewal, stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import type { cancelReservation } from "@/lib/features/license/reservations/cancel-reservation";
import type { createPaymentAccount } from "@/lib/features/payers/payment-account/create-payment-account";
import type { changePaymentAdministrator } from "@/lib/features/people/members/change-payment-administrator";
import type { MemberView } from "@/lib/features/people/members/list-members";

export type { WantedChange };

/** A preview as it is shown. The confirmation sends its digest back. */
export type ShownPreview = { preview: ChangePreview };

export type Confirmation =
  | Exclude<ConfirmedChange, { outcome: "shown_anew" }>
  | ({ outcome: "shown_anew" } & ShownPreview);

/**
 * What can be done and read on the billing screens. The page that shows them brings the functions, so the components here
 * know nothing of server actions or addresses. A promise that rejects means the request never arrived.
 */
export type BillingActions = {
  createPaymentAccount: ActionOf<typeof createPaymentAccount>;
  openPortal(): Promise<Result<{ url: string }>>;
  changePaymentAdministrator: ActionOf<typeof changePaymentAdministrator>;
  confirmChange(
    change: WantedChange & { digest: string; checkoutId?: string },
  ): Promise<Result<Confirmation>>;
  discardOrder: ActionOf<typeof discardOrder>;
  cancelReservation: ActionOf<typeof cancelReservation>;
  stopRenewal: ActionOf<typeof stopRenewal>;
  resumeRenewal: ActionOf<typeof resumeRenewal>;
  readMembers(signal: AbortSignal): Promise<Result<{ members: MemberView[] }>>;
  readPreview(wanted: WantedChange, signal: AbortSignal): Promise<Result<ShownPreview>>;
  /** The addresses of the two screens. */
  billingHref: string;
  plansHref: string;
};

const ActionsContext = createContext<BillingActions | null>(null);

export const BillingActionsProvider = ActionsContext;

export function useBillingActions(): BillingActions {
  const actions = use(ActionsContext);
  if (!actions) throw new Error("billing components stand inside a BillingActionsProvider");
  return actions;
}
