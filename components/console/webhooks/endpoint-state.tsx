"use client";

import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { EndpointView } from "@/lib/features/console/webhook-endpoints/list-endpoints";

/** Whether an endpoint is on, and whether it works. */
export function EndpointState({ switchedOff, failingSince }: EndpointView) {
  const t = useTranslations("webhooks");
  if (switchedOff)
    return <Chip tone={switchedOff.reason === "by_admin" ? "neutral" : "bad"}>{t("off")}</Chip>;
  if (failingSince) return <Chip tone="warn">{t("failing")}</Chip>;
  return <Chip tone="good">{t("on")}</Chip>;
}
