"use client";

import { usePathname, useSearchParams } from "next/navigation";

/**
 * Whether the address asks for an act of the page, as ⌘K's "Create a tenant" does with `?act=create`; and what takes it
 * out of the address again, so that it can be asked for once more.
 */
export function useActInAddress(name: string | undefined): [asked: boolean, done: () => void] {
  const path = usePathname();
  const query = useSearchParams();
  const asked = name !== undefined && query.get("act") === name;
  function done() {
    if (!asked) return;
    const rest = new URLSearchParams(query);
    rest.delete("act");
    window.history.replaceState(null, "", rest.size > 0 ? `${path}?${rest}` : path);
  }
  return [asked, done];
}
