"use client";

import { useEffect, useMemo, useRef } from "react";
import { type EstimateChoice, printEstimateLink } from "./estimate-link";

/** Long enough that a moving slider writes nothing, short enough that a copied address is up to date. */
const quietMs = 250;

/** Keeps the address saying the estimate, without reloading; answers the link that carries it to others. */
export function useEstimateLink(choice: EstimateChoice): string {
  const query = useMemo(() => printEstimateLink(choice).toString(), [choice]);
  const first = useRef(query);
  useEffect(() => {
    // The address stays as it was opened until the reader changes something.
    if (query === first.current) return;
    const timer = setTimeout(() => {
      first.current = "";
      window.history.replaceState(null, "", `?${query}`);
    }, quietMs);
    return () => clearTimeout(timer);
  }, [query]);
  return `/prices?${query}`;
}
