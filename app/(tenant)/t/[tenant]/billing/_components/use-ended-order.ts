"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { EndedOrder } from "@/components/billing/notices";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { followOrder } from "../actions";

/** Holds the order that the reader has just discarded. The reader knows that it ended. */
export const discardedKey = (slug: string) => ["discarded", slug] as const;

/** How an order ended that was open when the dashboard was read before. The dashboard does not hold it any more. */
export function useEndedOrder(
  slug: string,
  dashboard: BillingDashboard,
  endedBefore: EndedOrder | null,
): EndedOrder | null {
  const [ended, setEnded] = useState(endedBefore);
  const watched = useRef<string | null>(null);
  const queries = useQueryClient();
  const openId = dashboard.order?.id ?? null;
  useEffect(() => {
    const before = watched.current;
    watched.current = openId;
    if (!before || before === openId || queries.getQueryData(discardedKey(slug)) === before) return;
    followOrder(slug, before)
      .then((answer) => answer.ok && setEnded(answer.value))
      .catch(() => {});
  }, [openId, queries, slug]);
  return ended;
}
