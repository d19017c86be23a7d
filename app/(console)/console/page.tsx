import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { NeedCard } from "@/components/console/today/need-card";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { orNotFound } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { type NeedKind, needKinds } from "@/lib/features/console/today/needs";
import { readToday } from "@/lib/features/console/today/read-today";
import { EndingKeys } from "./_components/ending-keys";
import { FailedMessages } from "./_components/failed-messages";
import { MoneyToday, MoneyTodayLoading } from "./_components/money-today";
import { StripeAway } from "./_components/stripe-away";
import { openConsole } from "./open-console";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("today"))("title") };
}

type Query = Promise<{ whose?: string | string[]; only?: string | string[] }>;

/** Where staff land: what needs them today, a sales rep's own tenants first; for admins this month's money, too. */
export default async function TodayPage({ searchParams }: { searchParams: Query }) {
  const { ctx, person } = await openConsole();
  const { whose: asked, only: kind } = await searchParams;
  const isRep = person.staffRole === "sales";
  const whose = isRep && asked !== "all" ? "mine" : "all";
  const only = needKinds.find((each) => each === kind) ?? null;
  const [t, lists] = await Promise.all([
    getTranslations("today"),
    readToday(ctx, { whose, only }).then(orNotFound),
  ]);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <StripeAway />
      {isRep && (
        <div className="mb-6">
          <LinkTabs
            label={t("whose")}
            tabs={(["mine", "all"] as const).map((each) => ({
              href: todayHref(each, only),
              label: t(each),
              current: each === whose,
            }))}
          />
        </div>
      )}
      {only && (
        <p className="mb-4">
          <TextLink href={todayHref(whose, null)}>{t("everyKind")}</TextLink>
        </p>
      )}
      {!only && <EndingKeys ctx={ctx} />}
      {!only && <FailedMessages ctx={ctx} />}
      {lists.length === 0 ? (
        <Card>
          <EmptyState title={t("empty")}>{t(`emptyHint.${whose}`)}</EmptyState>
        </Card>
      ) : (
        <div className={cx("grid items-start gap-5", !only && "lg:grid-cols-2")}>
          {lists.map((list) => (
            <NeedCard key={list.kind} {...list} whose={whose} readAt={ctx.now.toISOString()} />
          ))}
        </div>
      )}
      {!only && may(rolesOf(ctx.actor, null), "money.view") && (
        <Suspense fallback={<MoneyTodayLoading />}>
          <MoneyToday ctx={ctx} />
        </Suspense>
      )}
    </>
  );
}

/** A sales rep's own tenants are what the page shows first. */
function todayHref(whose: "mine" | "all", only: NeedKind | null): string {
  const query = new URLSearchParams({ ...(whose === "all" ? { whose } : {}), ...(only ? { only } : {}) });
  return query.size > 0 ? `/console?${query}` : "/console";
}
