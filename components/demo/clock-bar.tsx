"use client";

import { Clock3 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useOfferedActs } from "@/components/shell/page-acts";
import { Button } from "@/components/ui/button";
import { DateText } from "@/components/ui/date-text";
import { useToast } from "@/components/ui/toast";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { formatDate } from "@/lib/i18n/format";
import { type ClockStepName, type MoveClock, percentOf, useClockMove } from "./use-clock-move";

type ClockBarProps = {
  /** Choba's time when the page was made, as ISO text. */
  now: string;
  timeZone: string;
  /** End of the period of the tenant in view; without one the month's end stands for it. */
  periodEnd: string | null;
  tenantSlug: string | null;
  /** A server action. */
  move: MoveClock;
};

/** The demo's clock: Choba's date and time, and three ways to let it pass. */
export function ClockBar({ now, timeZone, periodEnd, tenantSlug, move }: ClockBarProps) {
  const t = useTranslations("demo.clock");
  const signedOut = useTranslations("errors.refusals")("unauthenticated");
  const locale = useLocale();
  const toast = useToast();
  const [said, setSaid] = useState("");
  // Until the page is read again, the new time is shown in place of the page's own.
  const [arrived, setArrived] = useState<{ after: string; at: string }>();
  const say = (at: string) => formatDate(at, timeZone, locale, "dateTime");
  const { start, step, progress, refreshing } = useClockMove(move, tenantSlug, (answer) => {
    if (answer.ok) {
      setArrived({ after: now, at: answer.now });
      return setSaid(t("arrived", { now: say(answer.now) }));
    }
    const title = answer.problem === "unauthenticated" ? signedOut : t(answer.problem);
    toast({ tone: "bad", title });
  });
  const ticking = useTicking(arrived?.after === now ? arrived.at : now);
  const shown = progress?.now ?? ticking;
  const percent = progress && percentOf(progress);

  const periodLabel = periodEnd ? t("period") : t("monthEnd");
  const act = (name: ClockStepName, label: string) => ({
    id: `clock:${name}`,
    label: t("act", { step: label }),
    icon: <Clock3 />,
    run: () => void start(name),
  });
  useOfferedActs([act("day", t("day")), act("period", periodLabel), act("month", t("month"))]);

  const button = (name: ClockStepName, label: string, title?: string) => (
    <Button
      size="sm"
      onClick={() => start(name)}
      pending={step === name}
      disabled={step !== undefined}
      pendingLabel={t("movingShort")}
      title={title}
      className="max-sm:grow"
    >
      {label}
    </Button>
  );
  return (
    <section
      aria-label={t("label")}
      aria-busy={step !== undefined || refreshing}
      className="relative flex h-full flex-wrap items-center gap-x-3 gap-y-1.5 border-b bg-wash px-3 py-1.5 sm:flex-nowrap sm:px-4 sm:py-0"
    >
      <p className="figures flex min-w-0 items-center gap-2 text-sm max-sm:w-full">
        <Clock3 aria-hidden="true" className="size-4 shrink-0 text-action" />
        <span className="text-ink-soft">{t("now")}</span>
        <DateText at={shown} timeZone={timeZone} format="dateTime" className="font-semibold" />
        {progress?.moving && (
          <span className="truncate text-ink-quiet max-sm:hidden">→ {say(progress.moving.to)}</span>
        )}
      </p>
      <div className="flex gap-1.5 max-sm:w-full sm:ml-auto">
        {button("day", t("day"))}
        {button("period", periodLabel, periodEnd ? say(periodEnd) : undefined)}
        {button("month", t("month"))}
      </div>
      {step && (
        <div
          role="progressbar"
          aria-label={t("movingShort")}
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
          className="absolute inset-x-0 -bottom-px h-0.5 overflow-hidden"
        >
          <div
            className="h-full bg-action-fill transition-[width] duration-300"
            style={{ width: `${percent ?? 2}%` }}
          />
        </div>
      )}
      <VisuallyHidden role="status">{step ? t("movingShort") : said}</VisuallyHidden>
    </section>
  );
}

/** The running time: `now` plus what has passed since it was read. */
function useTicking(now: string): string {
  const [elapsed, setElapsed] = useState({ since: now, ms: 0 });
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => setElapsed({ since: now, ms: performance.now() - start }), 5_000);
    return () => clearInterval(timer);
  }, [now]);
  const ms = elapsed.since === now ? elapsed.ms : 0;
  return new Date(Date.parse(now) + ms).toISOString();
}
