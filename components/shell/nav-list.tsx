"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { CountBadge } from "@/components/ui/chip";
import { cx } from "@/components/ui/cx";
import { currentHref } from "./current-href";
import type { NavGroup } from "./shell-types";

type NavListProps = {
  groups: readonly NavGroup[];
  /** Defaults to the address of the page; layouts are not rendered again when it changes. */
  currentPath?: string;
  onNavigate?: () => void;
};

/** The groups of the navigation, for the side and for the phone's sheet. */
export function NavList({ groups, currentPath, onNavigate }: NavListProps) {
  const pathname = usePathname();
  const current = currentHref(groups, currentPath ?? pathname);
  return groups.map((group, index) => (
    <div key={group.label ?? index} className="not-first:mt-5">
      {group.label && <p className="mb-1 px-3 font-medium text-ink-quiet text-xs">{group.label}</p>}
      <ul className="grid gap-0.5">
        {group.items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              onClick={onNavigate}
              aria-current={item.href === current ? "page" : undefined}
              className={cx(
                "flex min-h-9 items-center gap-2.5 rounded-md px-3 py-1.5 transition-colors pointer-coarse:min-h-11 [&_svg]:size-[1.125rem] [&_svg]:shrink-0",
                item.href === current
                  ? "bg-action-wash font-medium text-action"
                  : "text-ink-soft hover:bg-wash hover:text-ink [&_svg]:text-ink-quiet",
              )}
            >
              <span aria-hidden="true">{item.icon}</span>
              <span className="min-w-0 flex-1 truncate">{item.label}</span>
              {item.badge && <CountBadge>{item.badge}</CountBadge>}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ));
}
