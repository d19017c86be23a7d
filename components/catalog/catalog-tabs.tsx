"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { LinkTabs } from "@/components/ui/tabs";

const root = "/console/catalog";
const places = {
  plans: root,
  meterUnits: `${root}/meter-units`,
  addOns: `${root}/add-ons`,
  taxRates: `${root}/tax-rates`,
};

/** The four parts of the catalog. */
export function CatalogTabs() {
  const t = useTranslations("catalog.tabs");
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
