"use client";

import { MoreHorizontal } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { cx } from "@/components/ui/cx";
import { Sheet } from "@/components/ui/sheet";
import { currentHref } from "./current-href";
import { NavList } from "./nav-list";
import type { NavGroup } from "./shell-types";

const slot =
  "flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 px-1 text-xs [&_svg]:size-5";

/** The phone's navigation: the first four places at the thumb, everything in a sheet from below. */
export function BottomNav({ groups, currentPath }: { groups: readonly NavGroup[]; currentPath?: string }) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  const current = currentHref(groups, currentPath ?? pathname);
  const items = groups.flatMap((group) => group.items);
  const first = items.length <= 5 ? items : items.slice(0, 4);
  return (
    <nav
      aria-label={t("mainNavigation")}
      className="fixed inset-x-0 bottom-0 z-20 flex border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
    >
      {first.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.href === current ? "page" : undefined}
          className={cx(
            slot,
            "-outline-offset-2",
            item.href === current ? "font-medium text-action" : "text-ink-quiet",
          )}
        >
          <span aria-hidden="true">{item.icon}</span>
          <span className="max-w-full truncate">{item.label}</span>
        </Link>
      ))}
      {first.length < items.length && (
        <Sheet
          open={open}
          onOpenChange={setOpen}
          title={t("menu")}
          trigger={
            <button
              type="button"
              className={cx(
                slot,
                "-outline-offset-2",
                first.some((item) => item.href === current) ? "text-ink-quiet" : "font-medium text-action",
              )}
            >
              <MoreHorizontal aria-hidden="true" />
              {t("more")}
            </button>
          }
        >
          <NavList groups={groups} currentPath={currentPath} onNavigate={() => setOpen(false)} />
        </Sheet>
      )}
    </nav>
  );
}
