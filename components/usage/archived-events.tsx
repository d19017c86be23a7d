import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { DateText } from "@/components/ui/date-text";
import type { ArchivedEvent } from "@/lib/features/console/usage-events/archived-event";
import { formatMonth } from "@/lib/i18n/format";

/** Archived events with the searched id: they were accepted and counted, and cannot be changed any more. */
export function ArchivedEvents({ events }: { events: readonly ArchivedEvent[] }) {
  const t = useTranslations("usage.archived");
  const locale = useLocale();
  return (
    <div className="grid gap-3 border-t p-4 sm:px-6">
      {events.map(({ tenant, month, file, sha256, frozenAt }) => (
        <Banner
          key={tenant.slug}
          title={
            month
              ? t("title", { tenant: tenant.name, month: formatMonth(month, locale) })
              : t("titleWithoutMonth", { tenant: tenant.name })
          }
        >
          <p>{t("body")}</p>
          {file && (
            <p className="mt-1.5 [overflow-wrap:anywhere]">
              {t.rich("file", { file: () => <code className="font-mono text-sm">{file}</code> })}
            </p>
          )}
          {file && sha256 && (
            <p className="[overflow-wrap:anywhere]">
              {t.rich("sha256", { sum: () => <code className="font-mono text-xs">{sha256}</code> })}
            </p>
          )}
          {frozenAt && (
            <p className="figures">
              {t.rich("frozen", {
                time: () => <DateText at={frozenAt} timeZone="UTC" format="dateTime" />,
              })}
            </p>
          )}
        </Banner>
      ))}
    </div>
  );
}
