"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMs = 2_000;
/** What still waits then waits for its next attempt, which may be hours away. */
const mostRounds = 15;

/** Reads the page again while deliveries wait, so that what was just sent shows its answer. */
export function RefreshWhilePending({ pending }: { pending: number }) {
  const router = useRouter();
  useEffect(() => {
    if (pending === 0) return;
    let rounds = 0;
    const timer = setInterval(() => {
      rounds += 1;
      if (rounds >= mostRounds) clearInterval(timer);
      if (!document.hidden) router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [pending, router]);
  return null;
}
