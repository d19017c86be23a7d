"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { type CameFrom, isConfirming } from "@/components/billing/notices";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";

/** How often an open dashboard is read again, and while Stripe is being asked. Hidden pages are not read. */
const everyMs = 3_000;
const confirmingEveryMs = 1_000;

/** The session ended (401), or the page is not open to the reader any more (403, 404). */
export class Closed extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`the dashboard answered ${status}`);
    this.status = status;
  }
}

export const dashboardKey = (slug: string) => ["billing", slug] as const;

export type LiveDashboard = {
  dashboard: BillingDashboard;
  /** It is not read again any more. */
  closed: "signed_out" | "gone" | null;
  /** Since when what is shown could not be read again; browser time, null while all is well. */
  notUpdatedSince: number | null;
};

/** The dashboard as the server rendered it, kept up to date while the page is visible. */
export function useDashboard(slug: string, initial: BillingDashboard, from: CameFrom = null): LiveDashboard {
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey: dashboardKey(slug),
    queryFn: ({ signal }) => readDashboard(slug, signal),
    initialData: initial,
    refetchInterval: ({ state }) => {
      if (state.error instanceof Closed) return false;
      return isConfirming(state.data ?? initial, from) ? confirmingEveryMs : everyMs;
    },
    refetchOnMount: "always",
    retry: false,
  });
  useRefreshWhenChanged(data.license.periodEnd);
  const closed = error instanceof Closed ? (error.status === 401 ? "signed_out" : "gone") : null;
  return { dashboard: data, closed, notUpdatedSince: error && !closed ? dataUpdatedAt : null };
}

/** What stands around the dashboard (the demo's clock bar knows the period's end) is rendered by the server. */
function useRefreshWhenChanged(value: string | null): void {
  const router = useRouter();
  const rendered = useRef(value);
  useEffect(() => {
    if (rendered.current === value) return;
    rendered.current = value;
    router.refresh();
  }, [value, router]);
}

async function readDashboard(slug: string, signal: AbortSignal): Promise<BillingDashboard> {
  const response = await fetch(`/t/${slug}/billing/state`, { signal });
  if (response.status === 401 || response.status === 403 || response.status === 404)
    throw new Closed(response.status);
  if (!response.ok) throw new Error(`the dashboard answered ${response.status}`);
  return response.json();
}
