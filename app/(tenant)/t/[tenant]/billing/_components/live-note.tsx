"use client";

import { usePathname } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { formatDate } from "@/lib/i18n/format";
import type { LiveDashboard } from "./use-dashboard";

/** Says since when reading has failed. It is tried again. */
export function LiveNote({ since }: { since: LiveDashboard["notUpdatedSince"] }) {
  const t = useTranslations("billing.live");
  const locale = useLocale();
  if (since === null) return null;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <p role="status" className="text-ink-quiet text-sm">
      {t("notUpdated", { time: formatDate(new Date(since), zone, locale, "time") })}
    </p>
  );
}

/** Says that the page is not read again any more, and what to do. */
export function ClosedBanner({ closed }: { closed: LiveDashboard["closed"] }) {
  const t = useTranslations("billing.live");
  const path = usePathname();
  if (closed === null) return null;
  if (closed === "gone")
    return (
      <Banner tone="warning" announce title={t("gone")} className="mb-5">
        {t("goneBody")}
      </Banner>
    );
  const signIn = (
    <LinkButton
      size="sm"
      variant="primary"
      href={`/sign-in?callbackUrl=${encodeURIComponent(path)}`}
      prefetch={false}
    >
      {t("signIn")}
    </LinkButton>
  );
  return (
    <Banner tone="warning" announce title={t("signedOut")} action={signIn} className="mb-5">
      {t("signedOutBody")}
    </Banner>
  );
}
