"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "./cx";

const tabStyle =
  "relative -mb-px flex min-h-10 cursor-pointer select-none items-center gap-2 whitespace-nowrap border-transparent border-b-2 px-1 font-medium text-ink-quiet transition-colors hover:text-ink";
const listStyle = "flex gap-5 overflow-x-auto border-b";

/** If the tabs are wider than the screen, the current one is scrolled to the middle; the page does not move. */
function scrollToCurrent(link: HTMLElement | null) {
  const row = link?.parentElement;
  if (!row) return;
  const [tab, view] = [link.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += tab.left + tab.width / 2 - (view.left + view.width / 2);
}

type LinkTabsProps = { label: string; tabs: readonly { href: string; label: ReactNode; current: boolean }[] };

export function LinkTabs({ label, tabs }: LinkTabsProps) {
  return (
    <nav aria-label={label} className={listStyle}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          ref={tab.current ? scrollToCurrent : undefined}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          className={cx(tabStyle, tab.current && "border-action text-action hover:text-action")}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
