"use client";

import { useLocale } from "next-intl";
import { useEffect, useState } from "react";
import { formatDate } from "@/lib/i18n/format";

/** An instant in the zone of the browser, which is known only there. */
export function LocalTime({ at }: { at: string }) {
  const locale = useLocale();
  const [zone, setZone] = useState("UTC");
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return (
    <time dateTime={at} className="figures">
      {formatDate(at, zone, locale, "dateTime")}
    </time>
  );
}
