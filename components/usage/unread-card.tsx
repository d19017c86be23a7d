import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { Table, Td, Th } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { IngestHealth } from "@/lib/features/console/ingest-health/ingest-health";
import { formatNumber } from "@/lib/i18n/format";

/** Events of counted names that add nothing, because a property is missing. */
export function UnreadCard({ health: { unreadEvents, timeZone } }: { health: IngestHealth }) {
  const t = useTranslations("usage.health");
  const locale = useLocale();
  return (
    <Card title={t("unreadTitle")} description={t("unreadLead")} className="lg:col-span-2">
      {unreadEvents.length === 0 ? (
        <p className="text-ink-quiet">{t("unreadNone")}</p>
      ) : (
        <Table wide={t("unreadTitle")}>
          <thead>
            <tr>
              <Th>{t("name")}</Th>
              <Th>{t("missing")}</Th>
              <Th numeric>{t("events")}</Th>
              <Th numeric>{t("lastSeen")}</Th>
            </tr>
          </thead>
          <tbody>
            {unreadEvents.map(({ name, missing, events, lastAt }) => (
              <tr key={[name, ...missing].join("\t")}>
                <Td className="[overflow-wrap:anywhere]">
                  <TextLink
                    href={`/console/usage/events?name=${encodeURIComponent(name)}`}
                    aria-label={t("showEvents", { name })}
                    className="font-mono text-sm"
                  >
                    {name}
                  </TextLink>
                </Td>
                <Td className="font-mono text-sm [overflow-wrap:anywhere]">{missing.join(", ")}</Td>
                <Td numeric>{formatNumber(events, locale)}</Td>
                <Td numeric>
                  <DateText at={lastAt} timeZone={timeZone} format="dateTime" />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
