import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { FrameGuest } from "@/components/dashboard-session/frame-guest";
import { LinkButton } from "@/components/ui/link-button";
import { dashboardOfId } from "@/lib/features/people/dashboard-sessions/find-dashboard";

type Props = { params: Promise<{ session: string }> };

export const metadata: Metadata = { robots: { index: false } };

/** A link that was used or came too late, or a session that is over: only the SaaS opens a new one. */
export default async function EndedPage({ params }: Props) {
  const dashboard = await dashboardOfId((await params).session);
  const locale = dashboard?.locale ?? ((await getLocale()) as "en" | "ja");
  const t = await getTranslations({ locale, namespace: "dashboardSession" });
  const back = dashboard?.returnUrl;
  return (
    <main id="content" lang={locale} className="mx-auto max-w-md px-4 py-12">
      {dashboard?.embedOrigin && <FrameGuest origin={dashboard.embedOrigin} />}
      <h1 className="font-semibold text-xl">{t("ended")}</h1>
      <p className="mt-2 text-ink-soft">{t("endedLead")}</p>
      {back && (
        <div className="mt-6">
          <LinkButton href={back} target="_top" prefetch={false}>
            {t("back", { name: dashboard.sellerName[locale] || new URL(back).host })}
          </LinkButton>
        </div>
      )}
    </main>
  );
}
