"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { LinkTabs } from "@/components/ui/tabs";

/** The sides of a tenant, in the order in which its desk needs them; each is a folder below its page. */
const sides = ["overview", "license", "quotes", "activity"] as const;

export function TenantTabs({ slug }: { slug: string }) {
  const t = useTranslations("console.tabs");
  const pathname = usePathname();
  const root = `/console/tenants/${slug}`;
  return (
    <div className="mb-6">
      <LinkTabs
        label={t("label")}
        tabs={sides.map((side) => {
          const href = side === "overview" ? root : `${root}/${side}`;
          return {
            href,
            label: t(side),
            current: side === "overview" ? pathname === href : pathname.startsWith(href),
          };
        })}
      />
    </div>
  );
}
