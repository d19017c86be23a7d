import { useLocale, useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { DateText } from "@/components/ui/date-text";
import type { EventView } from "@/lib/features/console/usage-events/read-event";
import type { PointChange } from "@/lib/features/console/usage-events/read-point";
import { priceWords } from "@/lib/i18n/pricing/words";

/** The change that Choba wrote the event for: which value at which second, how, to what and by whom. */
export function PointDetails({ event, point }: { event: EventView; point: PointChange }) {
  const t = useTranslations("usage.point");
  const locale = useLocale();
  const { unit, unitName, method, count, value, by } = point;
  const { counted, number } = priceWords("USD", locale);
  const said = (amount: string) => (unit ? counted(amount, unit.unitLabel) : number(amount));
  return (
    <>
      <KeyValueList>
        <KeyValue label={t("unit")}>
          {unit ? unit.displayName[locale] : t("unitGone")}
          <span className="block font-mono text-ink-quiet text-xs">{unitName}</span>
        </KeyValue>
        <KeyValue label={t("at")} figures>
          <DateText at={event.occurredAt} timeZone={event.tenant.timeZone} format="dateTime" />
          <span className="block font-mono text-ink-quiet text-xs">
            {event.occurredAt} = {Date.parse(event.occurredAt) / 1000}
          </span>
        </KeyValue>
        <KeyValue label={t("method")} figures>
          {count === null ? t("methods.delete") : t(`methods.${method}`, { count: said(count) })}
        </KeyValue>
        <KeyValue label={t("value")} figures>
          {value === null ? t("noValue") : said(value)}
        </KeyValue>
        <KeyValue label={t("by")}>{by ?? <span className="text-ink-quiet">{t("byNobody")}</span>}</KeyValue>
      </KeyValueList>
      <p className="mt-3 text-ink-soft text-sm">{t("note")}</p>
    </>
  );
}
