"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Reads the page anew from time to time while somebody looks at it: what a worker does in between appears by itself. */
export function RefreshWhileOpen({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
