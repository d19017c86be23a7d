import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActivityTimeline } from "@/components/console/activity/activity-timeline";
import { TimelineFilter } from "@/components/console/activity/timeline-filter";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { orNotFound } from "@/lib/auth/guard";
import { namesInLog } from "@/lib/features/console/activity/names-in-log";
import { readTimeline } from "@/lib/features/console/activity/read-timeline";
import { openTenant } from "../open-tenant";
import { readTimelineQuery, timelineHref } from "./timeline-query";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant } = await openTenant((await params).tenant);
  return { title: tenant.name };
}

/** What happened to a tenant: who did what, before → after; a page at a time, by kind and by person. */
export default async function ConsoleTenantActivityPage({ params, searchParams }: Props) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const asked = readTimelineQuery(await searchParams);
  const [t, locale, page, names] = await Promise.all([
    getTranslations("timeline"),
    getLocale(),
    readTimeline(ctx, tenant.id, asked).then(orNotFound),
    namesInLog(tenant.id),
  ]);
  const href = `/console/tenants/${tenant.slug}/activity`;
  const narrowed = asked.kind !== undefined || asked.actor !== undefined || asked.before !== undefined;
  return (
    <Card
      title={t("title")}
      description={t("lead")}
      actions={<TimelineFilter kind={asked.kind} actor={asked.actor} actors={page.actors} />}
      footer={
        (asked.before || page.older) && (
          <nav aria-label={t("pages")} className="flex justify-end gap-2">
            {asked.before && (
              <LinkButton size="sm" href={timelineHref(href, { ...asked, before: undefined })}>
                {t("newest")}
              </LinkButton>
            )}
            {page.older && (
              <LinkButton size="sm" href={timelineHref(href, { ...asked, before: page.older })}>
                {t("older")}
              </LinkButton>
            )}
          </nav>
        )
      }
    >
      {page.entries.length === 0 && narrowed ? (
        <EmptyState title={t("nothing")} action={<LinkButton href={href}>{t("showAll")}</LinkButton>} />
      ) : (
        <ActivityTimeline
          entries={page.entries}
          reading={{ names, timeZone: tenant.timeZone, currency: tenant.currency, locale }}
        />
      )}
    </Card>
  );
}
