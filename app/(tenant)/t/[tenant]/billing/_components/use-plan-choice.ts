"use client";

import { useSearchParams } from "next/navigation";
import { useRef, useState } from "react";
import type { WantedChange } from "@/components/billing/billing-actions";
import type { BegunChange } from "@/components/license/change-sheet";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { PlanOptions } from "@/lib/features/billing/dashboard/plan-options";

/** What a hosted checkout has put into the address beside plan and interval; null without one. */
function cartOf(search: URLSearchParams): BegunChange | null {
  const checkoutId = search.get("checkout");
  if (checkoutId === null) return null;
  const addons = [...search].filter(([name]) => name.startsWith("addon."));
  return {
    checkoutId,
    seats: search.get("seats") ?? "",
    addons: Object.fromEntries(addons.map(([name, chosen]) => [name.slice("addon.".length), chosen])),
    couponCode: search.get("coupon") ?? "",
  };
}

/**
 * Plan and interval, kept in the address: what is chosen can be reloaded and shared, and the browser's back button
 * closes the sheet. A plan that is not offered, or is no change, counts as no choice. So does every plan in the
 * address while `mayOpen` is false.
 */
export function usePlanChoice(options: PlanOptions, mayOpen: boolean) {
  const search = useSearchParams();
  // Decided once, so that the choice stays on screen while a confirmed order leads to Stripe's page.
  const [opensFromAddress] = useState(mayOpen);
  const [isChosenHere, setChosenHere] = useState(false);
  const isPushed = useRef(false);
  const asked = search.get("interval");
  const interval: PaidInterval =
    asked === "month" || asked === "year" ? asked : (options.currentInterval ?? "month");
  const planKey = search.get("plan");
  const option = options.plans.find((option) => option.planKey === planKey);
  const offer = option?.offers[interval];
  const isHeld = offer?.kind === "same" || (option?.isCurrentPlan && options.currentInterval === interval);
  // Of what is held, seats and add-ons can be changed.
  const isOpen = isHeld ? option?.hasQuantities : true;
  const isChoice = (opensFromAddress || isChosenHere) && planKey !== null && offer && isOpen;
  const wanted: WantedChange | null = isChoice ? { planKey, interval } : null;

  const address = (plan: string | null, of: PaidInterval) =>
    `?${new URLSearchParams(plan ? { interval: of, plan } : { interval: of })}`;

  return {
    interval,
    wanted,
    begun: wanted ? cartOf(search) : null,
    setInterval: (next: PaidInterval) => window.history.replaceState(null, "", address(null, next)),
    choose(change: WantedChange) {
      isPushed.current = true;
      setChosenHere(true);
      window.history.pushState(null, "", address(change.planKey, change.interval));
    },
    close() {
      // Removes the history entry that opening made, so that back leads to where the reader came from.
      if (isPushed.current && wanted) window.history.back();
      else window.history.replaceState(null, "", address(null, interval));
      isPushed.current = false;
    },
  };
}
