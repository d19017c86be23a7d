"use client";

import { useEffect, useState } from "react";

/**
 * Keeps the reader from leaving what is not saved: the browser asks before the page is closed, and a click on a link of
 * the page is held back until it is answered. `leaving` is the address that was clicked.
 */
export function useLeaveGuard(isDirty: boolean): { leaving: string | null; stay: () => void } {
  const [leaving, setLeaving] = useState<string | null>(null);
  useEffect(() => {
    if (!isDirty) return;
    const closing = (event: BeforeUnloadEvent) => event.preventDefault();
    const clicking = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || !leavesPage(event, link)) return;
      event.preventDefault();
      event.stopPropagation();
      setLeaving(link.href);
    };
    window.addEventListener("beforeunload", closing);
    document.addEventListener("click", clicking, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", closing);
      document.removeEventListener("click", clicking, { capture: true });
    };
  }, [isDirty]);
  return { leaving, stay: () => setLeaving(null) };
}

function leavesPage(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
  if (opensElsewhere || link.target === "_blank" || link.hasAttribute("download")) return false;
  const { origin, pathname, search } = window.location;
  return link.origin !== origin || link.pathname !== pathname || link.search !== search;
}
