import { useTranslations } from "next-intl";
import { PlaceTabs } from "@/components/patterns/place-tabs";

/** What comes from Stripe, what goes outside, and how long both are kept. */
export function MessageTabs() {
  const t = useTranslations("messages.tabs");
  return (
    <PlaceTabs
      label={t("label")}
      places={[
        { href: "/console/messages", label: t("received") },
        { href: "/console/messages/sent", label: t("sent") },
        { href: "/console/messages/retention", label: t("retention") },
      ]}
    />
  );
}
