import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NeedCard } from "@/components/today/need-card";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { LinkTabs } from "@/components/ui/tabs";
import { orNotFound } from "@/lib/auth/guard";
import { readToday } from "@/lib/features/today/read";
import { openConsole } from "./open-console";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("today"))("title") };
}

type Query = Promise<{ whose?: string | string[] }>;

/** Where staff land: what needs them today, a sales rep's own tenants first. */
export default async function TodayPage({ searchParams }: { searchParams: Query }) {
  const { ctx, person } = await openConsole();
  const { whose: asked } = await searchParams;
  const isRep = person.staffRole === "sales";
  const whose = isRep && asked !== "all" ? "mine" : "all";
  const [t, lists] = await Promise.all([
    getTranslations("today"),
    readToday(ctx, { whose }).then(orNotFound),
  ]);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      {isRep && (
        <div className="mb-6">
          <LinkTabs
            label={t("whose")}
            tabs={(["mine", "all"] as const).map((each) => ({
              href: each === "mine" ? "/console" : "/console?whose=all",
              label: t(each),
              current: each === whose,
            }))}
          />
        </div>
      )}
      {lists.length === 0 ? (
        <Card>
          <EmptyState title={t("empty")}>{t(`emptyHint.${whose}`)}</EmptyState>
        </Card>
      ) : (
        <div className="grid items-start gap-5 lg:grid-cols-2">
          {lists.map((list) => (
            <NeedCard key={list.kind} {...list} whose={whose} />
          ))}
        </div>
      )}
    </>
  );
}
