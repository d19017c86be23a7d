import { useTranslations } from "next-intl";
import { PlaceTabs } from "@/components/patterns/place-tabs";

/** Everybody's usage: how it arrives, the single events, and what became of one of them. */
export function UsageTabs() {
  const t = useTranslations("usage.tabs");
  const words = useTranslations("troubleshooting");
  return (
    <PlaceTabs
      label={t("label")}
      places={[
        { href: "/console/usage", label: t("health") },
        { href: "/console/usage/events", label: t("events") },
        { href: "/console/usage/explain", label: words("tab") },
      ]}
    />
  );
}
