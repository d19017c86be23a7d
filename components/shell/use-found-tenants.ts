"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import type { ShellCommand } from "./shell-types";

const none: readonly ShellCommand[] = [];

/**
 * Tenants found by the server among more than can be listed. `searchHref` answers `?q=words` with
 * `{ found: ShellCommand[] }`; without it, or without words, nothing is asked. A search that fails finds nothing.
 */
export function useFoundTenants(searchHref: string | undefined, words: string): readonly ShellCommand[] {
  const asked = useDeferredValue(words.trim());
  const { data } = useQuery({
    queryKey: ["found-tenants", searchHref, asked],
    enabled: searchHref !== undefined && asked !== "",
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const answer = await fetch(`${searchHref}?${new URLSearchParams({ q: asked })}`, { signal });
      if (!answer.ok) throw new Error(`search answered ${answer.status}`);
      return ((await answer.json()) as { found: ShellCommand[] }).found;
    },
  });
  return asked === "" ? none : (data ?? none);
}
