import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { FrameGuest } from "@/components/dashboard-session/frame-guest";
import { PlaceTabs } from "@/components/patterns/place-tabs";
import { SkipLink } from "@/components/shell/skip-link";
import { cx } from "@/components/ui/cx";
import { TextLink } from "@/components/ui/text-link";
import type { Dashboard } from "@/lib/features/people/dashboard-sessions/find-dashboard";
import type { Person } from "@/lib/features/people/tenants/queries";

type DashboardShellProps = {
  dashboard: Dashboard;
  person: Person;
  pages: readonly { href: string; label: string }[];
  children: ReactNode;
};

/**
 * The frame of a page that the SaaS has opened: its name, its colour and the way back to it, and nothing of Choba. In the
 * SaaS's own frame only the tabs are left of it.
 */
export async function DashboardShell({ dashboard, person, pages, children }: DashboardShellProps) {
  const [t, locale] = await Promise.all([getTranslations("dashboardSession"), getLocale()]);
  const { brandColour, returnUrl, embedOrigin, logoHash } = dashboard;
  const name = dashboard.sellerName[locale as "en" | "ja"];
  return (
    <>
      <SkipLink />
      {embedOrigin && <FrameGuest origin={embedOrigin} />}
      <header
        className={cx(
          "min-h-14 flex-wrap items-center gap-x-4 gap-y-1 border-b border-t-4 border-t-action bg-surface px-4 py-2 print:hidden",
          embedOrigin ? "hidden [html[data-unframed]_&]:flex" : "flex",
        )}
        style={brandColour ? { borderTopColor: brandColour } : undefined}
      >
        {/* biome-ignore lint/performance/noImgElement: the picture is small, and its hash never changes. */}
        {logoHash && <img src={`/q/logo/${logoHash}`} alt="" className="max-h-8 max-w-32" />}
        <span className="font-semibold">{name}</span>
        <span className="min-w-0 truncate text-ink-quiet text-sm">{t("as", { person: person.name })}</span>
        {returnUrl && (
          <TextLink href={returnUrl} target="_top" className="ml-auto">
            {t("back", { name: name || new URL(returnUrl).host })}
          </TextLink>
        )}
      </header>
      <main id="content" tabIndex={-1} className="mx-auto max-w-[74rem] px-4 pt-4 pb-12 outline-none sm:px-8">
        <PlaceTabs label={t("pages")} places={pages} />
        {children}
      </main>
    </>
  );
}
