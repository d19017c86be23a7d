"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { HealthView } from "@/components/usage/health-view";
import type { HealthSpan, IngestHealth } from "@/lib/features/console/ingest-health/ingest-health";
import { formatDate } from "@/lib/i18n/format";

/** Short bars change often, so they are read often. Hidden pages are not read. */
const everyMs: Record<HealthSpan, number> = { hour: 3_000, day: 10_000, month: 30_000 };

export function HealthScreen({ initial }: { initial: IngestHealth }) {
  const t = useTranslations("usage.health");
  const locale = useLocale();
  const [span, setSpan] = useState<HealthSpan>(initial.span);
  const zone = useZone(initial.timeZone);
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey: ["ingest-health", span, zone],
    queryFn: ({ signal }) => read(span, zone, signal),
    // The old figures stay until the first response for another span.
    placeholderData: (before) => before ?? initial,
    refetchInterval: everyMs[span],
    retry: false,
  });
  const health = data ?? initial;
  return (
    <>
      {error && (
        <p role="status" className="mb-3 text-ink-quiet text-sm">
          {t("notUpdated", { time: formatDate(new Date(dataUpdatedAt), zone, locale, "time") })}
        </p>
      )}
      <HealthView health={health} span={span} onSpan={setSpan} />
    </>
  );
}

/** The browser's zone, known once the page runs there. */
function useZone(first: string): string {
  const [zone, setZone] = useState(first);
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return zone;
}

async function read(span: HealthSpan, zone: string, signal: AbortSignal): Promise<IngestHealth> {
  const query = new URLSearchParams({ span, zone });
  const response = await fetch(`/console/usage/health?${query}`, { signal });
  if (!response.ok) throw new Error(`the ingest health answered ${response.status}`);
  return response.json();
}
