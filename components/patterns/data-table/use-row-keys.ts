"use client";

import { type RefObject, useEffect } from "react";
import { isTyping } from "@/components/patterns/is-typing";

/**
 * j and k move the focus from row to row; enter then opens the row, as its link has the focus, and x chooses it where rows
 * can be chosen.
 */
export function useRowKeys(table: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        !["j", "k", "x"].includes(event.key) ||
        event.metaKey ||
        event.ctrlKey ||
        event.altKey ||
        isTyping(event.target)
      )
        return;
      const links = [...(table.current?.querySelectorAll<HTMLElement>("[data-row-link]") ?? [])];
      const at = links.indexOf(document.activeElement as HTMLElement);
      if (event.key === "x") {
        links[at]?.closest("tr")?.querySelector<HTMLElement>("[data-row-box]")?.click();
        return;
      }
      const next = at === -1 ? 0 : at + (event.key === "j" ? 1 : -1);
      links[Math.max(0, Math.min(next, links.length - 1))]?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [table]);
}
