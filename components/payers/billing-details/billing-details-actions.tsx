"use client";

import { createContext, use } from "react";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { confirmBillingDetails } from "@/lib/features/payers/billing-details/confirm-billing-details";
import type { resolveBillingDetailConflict } from "@/lib/features/payers/billing-details/resolve-conflict";
import type { saveBillingDetails } from "@/lib/features/payers/billing-details/save-billing-details";

/**
 * What can be done about billing details, on the tenant's own page and in the console. The page that shows them brings
 * the functions. A promise that rejects means the request never arrived.
 */
export type BillingDetailsActions = {
  saveBillingDetails: ActionOf<typeof saveBillingDetails>;
  confirmBillingDetails: ActionOf<typeof confirmBillingDetails>;
  resolveBillingDetailConflict: ActionOf<typeof resolveBillingDetailConflict>;
};

const ActionsContext = createContext<BillingDetailsActions | null>(null);

export const BillingDetailsActionsProvider = ActionsContext;

export function useBillingDetailsActions(): BillingDetailsActions {
  const actions = use(ActionsContext);
  if (!actions) throw new Error("billing details stand inside a BillingDetailsActionsProvider");
  return actions;
}
