"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "./cx";

const tabStyle =
  "relative -mb-px flex min-h-10 cursor-pointer select-none items-center gap-2 whitespace-nowrap border-transparent border-b-2 px-1 font-medium text-ink-quiet transition-colors hover:text-ink";
const listStyle = "flex gap-5 overflow-x-auto border-b";

type TabsProps = {
  label: string;
  defaultValue?: string;
  tabs: readonly { value: string; label: ReactNode; content: ReactNode }[];
};

/** Views of one thing on one page. Views that deserve an address of their own are LinkTabs. */
export function Tabs({ label, tabs, defaultValue = tabs[0]?.value }: TabsProps) {
  return (
    <Base.Root defaultValue={defaultValue}>
      <Base.List aria-label={label} className={listStyle}>
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className={cx(tabStyle, "data-active:border-action data-active:text-action")}
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="pt-5">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}

/** Where the row is wider than the screen, the current tab stands in its middle; the page itself does not move. */
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
