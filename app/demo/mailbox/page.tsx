import { Mail } from "lucide-react";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { MailList } from "@/components/demo/mail-list";
import { RefreshWhileOpen } from "@/components/demo/refresh-while-open";
import { PublicShell } from "@/components/shell/public-shell";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { env } from "@/lib/env";
import { readDemoClock } from "@/lib/features/demo/clock/move-demo-clock";
import { listSentMails } from "@/lib/features/foundation/mail/list-sent-mails";
import { readTheme, themeCookie } from "@/lib/i18n/preference";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("demo.mailbox"))("title") };
}

/** What Choba has sent, open to everybody in the demo, so that the sign-in link can be tried. Not there otherwise. */
export default async function MailboxPage() {
  if (!env().CHOBA_DEMO) notFound();
  const [t, jar, mails, { timeZone }] = await Promise.all([
    getTranslations("demo.mailbox"),
    cookies(),
    listSentMails(),
    readDemoClock(null),
  ]);
  return (
    <PublicShell isDemo={env().CHOBA_DEMO} theme={readTheme(jar.get(themeCookie)?.value)} size="wide">
      <PageHeader title={t("title")} lead={t("lead")} above={<TextLink href="/">{t("back")}</TextLink>} />
      {mails.length === 0 ? (
        <div className="rounded-lg border bg-surface shadow-card">
          <EmptyState icon={<Mail />} title={t("empty")}>
            {t("emptyHint")}
          </EmptyState>
        </div>
      ) : (
        <MailList mails={mails} timeZone={timeZone} />
      )}
      <RefreshWhileOpen everyMs={4_000} />
    </PublicShell>
  );
}
