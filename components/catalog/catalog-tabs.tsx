import { useTranslations } from "next-intl";
import { PlaceTabs } from "@/components/patterns/place-tabs";

const root = "/console/catalog";

/** The pages of the catalog. */
export function CatalogTabs() {
  const t = useTranslations("catalog.tabs");
  return (
    <PlaceTabs
      label={t("label")}
      places={[
        { href: root, label: t("plans") },
        { href: `${root}/meter-units`, label: t("meterUnits") },
        { href: `${root}/add-ons`, label: t("addOns") },
        { href: `${root}/products`, label: t("productIds") },
        { href: `${root}/coupons`, label: t("coupons") },
        { href: `${root}/tax-rates`, label: t("taxRates") },
      ]}
    />
  );
}
