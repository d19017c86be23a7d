"use client";

import { useQueryClient } from "@tanstack/react-query";
import { bindTenant, bindTenantThen } from "@/app/_components/bind-tenant";
import type { BillingActions, WantedChange } from "@/components/billing/billing-actions";
import type { Result } from "@/lib/domain/errors";
import * as actions from "../actions";
import { dashboardKey } from "./use-dashboard";
import { discardedKey } from "./use-ended-order";

// The portal opens in place of the page, so there is nothing to read anew.
const { openPortal, ...changes } = actions;

/** What the billing screens do and read for one tenant; after each change the dashboard is read anew. */
export function useBillingActions(slug: string): BillingActions {
  const queries = useQueryClient();
  const base = `/t/${slug}/billing`;
  const bound = bindTenantThen(changes, slug, () =>
    queries.invalidateQueries({ queryKey: dashboardKey(slug) }),
  );
  return {
    ...bound,
    ...bindTenant({ openPortal }, slug),
    discardOrder(input) {
      queries.setQueryData(discardedKey(slug), input.orderId);
      return bound.discardOrder(input);
    },
    readMembers: (signal) => read(`${base}/members`, signal),
    readPreview: (wanted, signal) => read(`${base}/plans/preview?${asQuery(wanted)}`, signal),
    billingHref: base,
    plansHref: `${base}/plans`,
  };
}

function asQuery({ planKey, interval, seats, addons = {}, couponCode }: WantedChange): URLSearchParams {
  const query = new URLSearchParams({ plan: planKey, interval });
  if (seats !== undefined) query.set("seats", String(seats));
  for (const [key, chosen] of Object.entries(addons)) query.set(`addon.${key}`, chosen);
  if (couponCode) query.set("coupon", couponCode);
  return query;
}

/** A read that answers with a Result, refusals included. */
async function read<Value>(url: string, signal: AbortSignal): Promise<Result<Value>> {
  const response = await fetch(url, { signal });
  if (!response.headers.get("content-type")?.includes("application/json"))
    throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
