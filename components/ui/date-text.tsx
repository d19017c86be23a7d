import { useLocale } from "next-intl";
import { type DateStyle, formatDate, formatZone, type Instant } from "@/lib/i18n/format";

type DateTextProps = {
  /** Date or ISO text. */
  at: Instant;
  /** IANA name of the zone in which it is told: the tenant's. Shown on hover. */
  timeZone: string;
  format?: DateStyle;
  className?: string;
};

/** An instant as a date for people and machines. */
export function DateText({ at, timeZone, format = "date", className }: DateTextProps) {
  const locale = useLocale();
  const hint = `${formatDate(at, timeZone, locale, "dateTime")} · ${formatZone(at, timeZone, locale)}`;
  return (
    <time dateTime={new Date(at).toISOString()} title={hint} className={className}>
      {formatDate(at, timeZone, locale, format)}
    </time>
  );
}
