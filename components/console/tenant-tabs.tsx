"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { LinkTabs } from "@/components/ui/link-tabs";

/** The tabs of a tenant, in the order in which staff need them. Each is a folder below its page. */
const sides = [
  "overview",
  "billing",
  "license",
  "quotes",
  "invoices",
  "members",
  "notes",
  "activity",
  "settings",
] as const;

/** A page below a side, such as one of its quotes, belongs to that side. */
const isWithin = (pathname: string, href: string, root: string) =>
  pathname === href || (href !== root && pathname.startsWith(`${href}/`));

export function TenantTabs({ slug }: { slug: string }) {
  const t = useTranslations("console.tabs");
  const pathname = usePathname();
  const root = `/console/tenants/${slug}`;
  return (
    <div className="mb-6 print:hidden">
      <LinkTabs
        label={t("label")}
        tabs={sides.map((side) => {
          const href = side === "overview" ? root : `${root}/${side}`;
          return { href, label: t(side), current: isWithin(pathname, href, root) };
        })}
      />
    </div>
  );
}
