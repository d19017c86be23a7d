"use client";

import { usePathname } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { formatDate } from "@/lib/i18n/format";
import type { LiveDashboard } from "./use-dashboard";

/** Says quietly that what is shown is not up to date, or plainly that it will not be any more. */
export function LiveNote({ live }: { live: LiveDashboard }) {
  const t = useTranslations("billing.live");
  const locale = useLocale();
  const path = usePathname();
  if (live.closed === "signed_out")
    return (
      <Banner
        tone="warning"
        announce
        title={t("signedOut")}
        action={
          <LinkButton
            size="sm"
            variant="primary"
            href={`/sign-in?callbackUrl=${encodeURIComponent(path)}`}
            prefetch={false}
          >
            {t("signIn")}
          </LinkButton>
        }
      >
        {t("signedOutBody")}
      </Banner>
    );
  if (live.closed === "gone")
    return (
      <Banner tone="warning" announce title={t("gone")}>
        {t("goneBody")}
      </Banner>
    );
  if (live.notUpdatedSince === null) return null;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <p role="status" className="text-ink-quiet text-sm">
      {t("notUpdated", { time: formatDate(new Date(live.notUpdatedSince), zone, locale, "time") })}
    </p>
  );
}
