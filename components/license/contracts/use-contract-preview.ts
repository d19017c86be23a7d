"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Refusal } from "@/lib/domain/errors";
import type { ContractPreview } from "@/lib/features/license/contracts/agreement/preview-contract";
import type { ContractActions } from "./contract-actions";
import type { DatedTerms } from "./contract-draft";

/** How long somebody must have stopped typing before the server is asked. */
const pauseMs = 400;

export type ShownPreview = {
  shown: ContractPreview | null;
  refusal: Refusal | null;
  /** The preview shown belongs to the terms before the last change. */
  isOld: boolean;
  failed: boolean;
};

/** What the typed terms would do, asked a moment after the last change. */
export function useContractPreview(
  actions: ContractActions,
  terms: DatedTerms | null,
  open: boolean,
): ShownPreview {
  const wanted = JSON.stringify(terms && withReason(terms));
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), pauseMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  const query = useQuery({
    queryKey: ["contract-preview", asked],
    queryFn: () => actions.previewContract(JSON.parse(asked) as DatedTerms),
    enabled: open && asked !== "null",
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
  return {
    shown: query.data?.ok ? query.data.value : null,
    refusal: query.data?.ok === false ? query.data.refusal : null,
    isOld: asked !== wanted || query.isPlaceholderData || query.isFetching,
    failed: query.isError,
  };
}

/** The preview works without a reason for negotiated prices. */
const withReason = (terms: DatedTerms): DatedTerms =>
  terms.override?.reason === "" ? { ...terms, override: { ...terms.override, reason: "–" } } : terms;
