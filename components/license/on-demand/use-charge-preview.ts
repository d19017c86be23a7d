"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { InputOf } from "@/lib/features/foundation/use-case/use-case";
import type { PromiseView } from "@/lib/features/license/charges/promise-view";
import type { previewOnDemand } from "@/lib/features/license/on-demand/preview-on-demand";
import type { OnDemandActions } from "./on-demand-card";

/** How long somebody must have stopped typing before the server is asked. */
const pauseMs = 400;

/** What the typed charge comes to, asked a moment after the last change; null: nothing is known, or it is refused. */
export function useChargePreview(
  preview: OnDemandActions["previewOnDemand"],
  typed: InputOf<typeof previewOnDemand> | null,
): PromiseView | null {
  const wanted = JSON.stringify(typed);
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), pauseMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  const query = useQuery({
    queryKey: ["on-demand-preview", asked],
    queryFn: () => preview(JSON.parse(asked) as InputOf<typeof previewOnDemand>),
    enabled: asked !== "null",
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
  // What belongs to the text before the last change is not shown: the amount must be that of what is sent.
  return asked === wanted && !query.isPlaceholderData && query.data?.ok ? query.data.value : null;
}
