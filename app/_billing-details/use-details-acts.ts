"use client";

import type { BillingDetailsActs } from "@/components/billing-details/acts";
import type { Result } from "@/lib/domain/errors";
import { confirmDetails, resolveConflict, saveDetails } from "./actions";

/** The acts on the server for one tenant; after each, what is shown is read anew. */
export function useDetailsActs(slug: string, readAnew: () => unknown): BillingDetailsActs {
  async function thenRead<Value>(answer: Promise<Result<Value>>): Promise<Result<Value>> {
    try {
      return await answer;
    } finally {
      await readAnew();
    }
  }
  return {
    save: (input) => thenRead(saveDetails(slug, input)),
    confirm: (fields) => thenRead(confirmDetails(slug, fields)),
    resolve: (choice) => thenRead(resolveConflict(slug, choice)),
  };
}
