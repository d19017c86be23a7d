"use client";

import { useEffect, useState } from "react";
import { leaveFor as leaveForStripe } from "@/components/dashboard-session/leave-for";

/**
 * Leaves Choba for a page of Stripe. `leaving` stays true until the browser is gone, so that nothing is pressed twice;
 * coming back with the browser's back button, the page is as it was before.
 */
export function useLeaving(): { leaving: boolean; leaveFor: (url: string) => void } {
  const [leaving, setLeaving] = useState(false);
  useEffect(() => {
    const returned = (event: PageTransitionEvent) => {
      if (event.persisted) setLeaving(false);
    };
    window.addEventListener("pageshow", returned);
    return () => window.removeEventListener("pageshow", returned);
  }, []);
  return {
    leaving,
    leaveFor(url) {
      setLeaving(true);
      void leaveForStripe(url);
    },
  };
}
