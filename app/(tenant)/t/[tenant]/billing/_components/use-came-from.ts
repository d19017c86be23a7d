"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import type { CameFrom } from "@/components/billing/notices";
import type { OrderState } from "@/lib/domain/license/order";
import { checkCheckout } from "../actions";

/** After this long without a response, the payer's actions are offered again. */
const confirmsForMs = 60_000;

/**
 * Where the reader came from, for as long as Stripe's confirmation is waited for. If the reader is back from Checkout
 * before the webhook, the server reads the session now.
 */
export function useCameFrom(slug: string, from: CameFrom, orderState: OrderState | null): CameFrom {
  const [isOver, setOver] = useState(false);
  const waitsForCheckout = from === "checkout" && orderState === "awaiting_card";
  useEffect(() => {
    if (!waitsForCheckout) return;
    // Not awaited: the dashboard shows the result, and the webhook or the sweep does the same later.
    checkCheckout(slug).catch(() => {});
    const timer = setTimeout(() => setOver(true), confirmsForMs);
    return () => clearTimeout(timer);
  }, [slug, waitsForCheckout]);
  return isOver ? null : from;
}

/** Once the order has ended, takes `?from=…` out of the address: a reload is an ordinary visit again. */
export function useCleanAddress(isDone: boolean): void {
  const path = usePathname();
  useEffect(() => {
    if (isDone) window.history.replaceState(null, "", path);
  }, [isDone, path]);
}
