"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { LinkTabs } from "@/components/ui/tabs";

const places = { health: "/console/usage", events: "/console/usage/events" };

/** The two sides of everybody's usage: how it arrives, and the single events. */
export function UsageTabs() {
  const t = useTranslations("usage.tabs");
  const pathname = usePathname();
  return (
    <div className="mb-6">
      <LinkTabs
        label={t("label")}
        tabs={(Object.keys(places) as (keyof typeof places)[]).map((place) => ({
          href: places[place],
          label: t(place),
          current: pathname === places[place],
        }))}
      />
    </div>
  );
}
