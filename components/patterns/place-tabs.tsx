"use client";

import { usePathname } from "next/navigation";
import { LinkTabs } from "@/components/ui/link-tabs";

type PlaceTabsProps = { label: string; places: readonly { href: string; label: string }[] };

/** The sides of one thing, each a page of its own; the one that is open is marked. */
export function PlaceTabs({ label, places }: PlaceTabsProps) {
  const pathname = usePathname();
  return (
    <div className="mb-6 print:hidden">
      <LinkTabs
        label={label}
        tabs={places.map((place) => ({ ...place, current: pathname === place.href }))}
      />
    </div>
  );
}
