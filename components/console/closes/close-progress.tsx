"use client";

import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Meter } from "@/components/ui/meter";
import type { CloseProgress as Progress } from "@/lib/features/console/closes/close-progress";
import { formatNumber } from "@/lib/i18n/format";

/** How far the run of these days is; nothing where none was due. */
export function CloseProgress({ progress: { done, open, held, toBegin } }: { progress: Progress }) {
  const t = useTranslations("closes.progress");
  const locale = useLocale();
  const all = done + open + held + toBegin;
  if (all === 0) return null;
  const count = (value: number) => formatNumber(value, locale);
  return (
    <Card aria-label={t("title")}>
      <p className="font-medium">{t("done", { done: count(done), all: count(all) })}</p>
      {/* It warns of nothing: full is what it should become. */}
      <Meter className="mt-2" label={t("title")} value={done} maximum={all} warnAtPercent={101} />
      <p className="mt-2 text-ink-soft text-sm">
        {t("rest", { toBegin: count(toBegin), open: count(open), held: count(held) })}
      </p>
    </Card>
  );
}
