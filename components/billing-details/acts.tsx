"use client";

import { createContext, use } from "react";
import type { DetailField, StripeField } from "@/lib/domain/billing-details/fields";
import type { Result } from "@/lib/domain/errors";
import type { BillingDetailsInput } from "@/lib/features/payers/billing-details/billing-details-input";

/**
 * What can be done about billing details, at the tenant's own page and at the desk alike. The page that shows them brings
 * the functions. A promise that rejects means the request never arrived.
 */
export type BillingDetailsActs = {
  /** Fields that are not named stay as they are. */
  save(input: BillingDetailsInput): Promise<Result<{ synchronised: boolean }>>;
  /** Each field with the time at which the value that was seen was entered. */
  confirm(fields: { field: DetailField; enteredAt: string }[]): Promise<Result<{ confirmed: number }>>;
  /** `theirs` is Stripe's value as it was shown, in comparable text. */
  resolve(choice: {
    field: StripeField;
    keep: "ours" | "theirs";
    theirs: string;
  }): Promise<Result<{ resolved: boolean; synchronised: boolean }>>;
};

const ActsContext = createContext<BillingDetailsActs | null>(null);

export const BillingDetailsActsProvider = ActsContext;

export function useBillingDetailsActs(): BillingDetailsActs {
  const acts = use(ActsContext);
  if (!acts) throw new Error("billing details stand inside a BillingDetailsActsProvider");
  return acts;
}
