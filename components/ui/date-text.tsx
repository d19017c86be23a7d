import { useLocale } from "next-intl";
import {
  type DateStyle,
  formatDate,
  formatEnd,
  formatStart,
  formatZone,
  type Instant,
} from "@/lib/i18n/format";

type DateTextProps = {
  /** Date or ISO text. */
  at: Instant;
  /** IANA name of the zone in which it is shown: the tenant's. Shown on hover. */
  timeZone: string;
  format?: DateStyle;
  /** Where a period begins or ends: midnight is shown as the day, and an end as the last day. The hint stays exact. */
  edge?: "start" | "end";
  className?: string;
};

/** An instant as a date for people and machines. */
export function DateText({ at, timeZone, format = "date", edge, className }: DateTextProps) {
  const locale = useLocale();
  const hint = `${formatDate(at, timeZone, locale, "dateTime")} · ${formatZone(at, timeZone, locale)}`;
  const formatEdge = edge === "start" ? formatStart : edge === "end" ? formatEnd : formatDate;
  return (
    <time dateTime={new Date(at).toISOString()} title={hint} className={className}>
      {formatEdge(at, timeZone, locale, format)}
    </time>
  );
}
