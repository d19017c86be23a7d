import { useTranslations } from "next-intl";
import { PlaceTabs } from "@/components/patterns/place-tabs";

/** The two sides of everybody's usage: how it arrives, and the single events. */
export function UsageTabs() {
  const t = useTranslations("usage.tabs");
  return (
    <PlaceTabs
      label={t("label")}
      places={[
        { href: "/console/usage", label: t("health") },
        { href: "/console/usage/events", label: t("events") },
      ]}
    />
  );
}
