"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { BillingActs } from "@/components/billing/acts";
import type { Result } from "@/lib/domain/errors";
import * as actions from "../actions";
import { dashboardKey } from "./use-dashboard";
import { discardedKey } from "./use-ended-order";

/** The acts of the billing screens on the server, for one tenant; after each the dashboard is read anew. */
export function useActs(slug: string): BillingActs {
  const queries = useQueryClient();
  const base = `/t/${slug}/billing`;
  async function thenRead<Value>(answer: Promise<Result<Value>>): Promise<Result<Value>> {
    try {
      return await answer;
    } finally {
      await queries.invalidateQueries({ queryKey: dashboardKey(slug) });
    }
  }
  return {
    createPaymentAccount: (input) => thenRead(actions.createPaymentAccount(slug, input)),
    openPortal: () => actions.openPortal(slug),
    changePaymentAdministrator: (userId) => thenRead(actions.changePaymentAdministrator(slug, userId)),
    confirmChange: (change) => thenRead(actions.confirmChange(slug, change)),
    discardOrder(orderId) {
      queries.setQueryData(discardedKey(slug), orderId);
      return thenRead(actions.discardOrder(slug, orderId));
    },
    cancelReservation: (reservationId) => thenRead(actions.cancelReservation(slug, reservationId)),
    stopRenewal: () => thenRead(actions.stopRenewal(slug)),
    resumeRenewal: () => thenRead(actions.resumeRenewal(slug)),
    readMembers: (signal) => read(`${base}/members`, signal),
    readPreview: ({ planKey, interval }, signal) =>
      read(`${base}/plans/preview?${new URLSearchParams({ plan: planKey, interval })}`, signal),
    billingHref: base,
    plansHref: `${base}/plans`,
  };
}

/** A read that answers with a Result, refusals included. */
async function read<Value>(url: string, signal: AbortSignal): Promise<Result<Value>> {
  const response = await fetch(url, { signal });
  if (!response.headers.get("content-type")?.includes("application/json"))
    throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
