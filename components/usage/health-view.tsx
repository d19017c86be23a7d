"use client";

import { useLocale, useTranslations } from "next-intl";
import { type Bar, DayBars } from "@/components/patterns/day-bars";
import { ruleText } from "@/components/patterns/refusal";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Table, Td, Th } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { eventLimits } from "@/lib/domain/metering/usage-event";
import type { HealthSpan, IngestHealth } from "@/lib/features/console/ingest-health/ingest-health";
import { formatDate, formatNumber, formatZone } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { durationText } from "./duration-text";
import { UnreadCard } from "./unread-card";

const spans = ["hour", "day", "month"] as const satisfies readonly HealthSpan[];
const outcomes = ["new", "known", "conflict", "rejected"] as const;

type HealthViewProps = { health: IngestHealth; span: HealthSpan; onSpan: (span: HealthSpan) => void };

/** How events arrive: how many, what became of them, how late, and which names nobody counts. */
export function HealthView({ health, span, onSpan }: HealthViewProps) {
  const t = useTranslations("usage.health");
  const locale = useLocale();
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      {health.aggregationsDiffer && (
        <Banner tone="warning" title={t("stripeDiffers")} className="lg:col-span-2">
          {t("stripeDiffersHint")}
        </Banner>
      )}
      <Card
        title={t(`chart.${health.span}`)}
        description={t("zone", { zone: formatZone(health.readAt, health.timeZone, locale) })}
        emphasis="lead"
        className="lg:col-span-2"
        actions={
          <SegmentedControl
            label={t("span")}
            value={span}
            onValueChange={onSpan}
            options={spans.map((value) => ({ value, label: t(`spans.${value}`) }))}
          />
        }
      >
        <dl className="mb-6 grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-4">
          {outcomes.map((outcome) => (
            <div key={outcome}>
              <dt className="text-ink-quiet">{t(outcome)}</dt>
              <dd>
                <p className="figures font-semibold text-2xl tracking-tight">
                  {formatNumber(health.total[outcome], locale)}
                </p>
                <p className="text-ink-quiet text-xs">{t(`${outcome}Hint`)}</p>
              </dd>
            </div>
          ))}
        </dl>
        <DayBars
          label={t(`chart.${health.span}`)}
          column={t("barColumn")}
          bars={barsOf(health, locale)}
          isRunning
        />
      </Card>
      <LagCard health={health} />
      <RulesCard rules={health.rejectedRules} />
      <NamesCard health={health} />
      <UnreadCard health={health} />
    </div>
  );
}

const styles = { hour: "time", day: "time", month: "dayMonth" } as const;

function barsOf({ bars, span, timeZone }: IngestHealth, locale: Locale): Bar[] {
  return bars.map((bar, index) => {
    const short = formatDate(bar.at, timeZone, locale, styles[span]);
    const step = span === "hour" ? 15 : span === "day" ? 6 : 7;
    return {
      id: bar.at,
      label: span === "month" ? formatDate(bar.at, timeZone, locale, "long") : short,
      tick: (bars.length - 1 - index) % step === 0 ? short : "",
      value: String(bar.new),
    };
  });
}

function LagCard({ health: { lag, lastEventAt, timeZone } }: { health: IngestHealth }) {
  const t = useTranslations("usage.health");
  const locale = useLocale();
  return (
    <Card title={t("lagTitle")} description={t("lagLead")}>
      {lag === null ? (
        <p className="text-ink-quiet">{t("lagNone")}</p>
      ) : (
        <dl className="grid grid-cols-2 gap-6">
          <Figure label={t("half")}>
            {lag.halfWithinSeconds === null
              ? t("halfBeyond")
              : durationText(lag.halfWithinSeconds * 1_000, locale)}
          </Figure>
          <Figure label={t("worst")}>{durationText(lag.worstMs, locale)}</Figure>
        </dl>
      )}
      <p className="mt-5 text-ink-quiet">
        {t("last")}:{" "}
        {lastEventAt ? (
          <DateText at={lastEventAt} timeZone={timeZone} format="dateTime" className="figures text-ink" />
        ) : (
          t("lastNone")
        )}
      </p>
    </Card>
  );
}

function Figure({ label, children }: { label: string; children: string }) {
  return (
    <div>
      <dt className="text-ink-quiet">{label}</dt>
      <dd className="figures font-semibold text-2xl tracking-tight">{children}</dd>
    </div>
  );
}

/** Limits that differ from event to event are not shown here. */
const roughly = { minutes: eventLimits.aheadMinutes, earliest: "…", maximum: "…", minimum: "…" };

function RulesCard({ rules }: { rules: IngestHealth["rejectedRules"] }) {
  const t = useTranslations("usage.health");
  const errors = useTranslations("errors");
  const locale = useLocale();
  return (
    <Card title={t("rejectedTitle")}>
      {rules.length === 0 ? (
        <p className="text-ink-quiet">{t("rejectedNone")}</p>
      ) : (
        <Table>
          <thead>
            <tr>
              <Th>{t("rule")}</Th>
              <Th numeric>{t("events")}</Th>
            </tr>
          </thead>
          <tbody>
            {rules.map(({ rule, events }) => (
              <tr key={rule}>
                <Td>
                  <p>{ruleText(errors, { field: "", rule, params: roughly })}</p>
                  <p className="font-mono text-ink-quiet text-xs">{rule}</p>
                </Td>
                <Td numeric>{formatNumber(events, locale)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

function NamesCard({ health: { uncountedNames, timeZone } }: { health: IngestHealth }) {
  const t = useTranslations("usage.health");
  const locale = useLocale();
  return (
    <Card
      title={t("namesTitle")}
      description={t("namesLead")}
      className="lg:col-span-2"
      actions={<TextLink href="/console/catalog/meter-units">{t("defineUnit")}</TextLink>}
    >
      {uncountedNames.length === 0 ? (
        <p className="text-ink-quiet">{t("namesNone")}</p>
      ) : (
        <Table>
          <thead>
            <tr>
              <Th>{t("name")}</Th>
              <Th numeric>{t("events")}</Th>
              <Th numeric>{t("lastSeen")}</Th>
            </tr>
          </thead>
          <tbody>
            {uncountedNames.map(({ name, events, lastAt }) => (
              <tr key={name}>
                <Td className="[overflow-wrap:anywhere]">
                  <TextLink
                    href={`/console/usage/events?name=${encodeURIComponent(name)}`}
                    aria-label={t("showEvents", { name })}
                    className="font-mono text-sm"
                  >
                    {name}
                  </TextLink>
                </Td>
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
