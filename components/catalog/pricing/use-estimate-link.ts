"use client";

import { useEffect, useMemo, useRef } from "react";
import { type EstimateChoice, printEstimateLink } from "./estimate-link";

/** Long enough that a slider in motion writes nothing, short enough that a copied address is never old. */
const quietMs = 250;

/** Keeps the address saying the estimate, without reloading; answers the link that carries it to others. */
export function useEstimateLink(choice: EstimateChoice): string {
  const query = useMemo(() => printEstimateLink(choice).toString(), [choice]);
  const first = useRef(query);
  useEffect(() => {
    // An address nobody has touched stays as it was opened.
    if (query === first.current) return;
    const timer = setTimeout(() => {
      first.current = "";
      window.history.replaceState(null, "", `?${query}`);
    }, quietMs);
    return () => clearTimeout(timer);
  }, [query]);
  return `/prices?${query}`;
}
