"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import { TextLink } from "@/components/ui/text-link";
import type { Correction, EventView } from "@/lib/features/console/usage-events/read-event";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { priceWords } from "@/lib/i18n/pricing/words";
import { explainHref } from "../console/troubleshooting/explain-href";
import { PointDetails } from "./point-details";

type EventDetailsProps = { event: EventView; onVoid: () => void; onAmend: () => void };

/** What an event contained, what it adds to which count, and its corrections. */
export function EventDetails({ event, onVoid, onAmend }: EventDetailsProps) {
  const t = useTranslations("usage.event");
  const words = useTranslations("troubleshooting");
  const { tenant } = event;
  return (
    <div className="grid gap-6">
      <Part title={t("did")}>
        <Effects event={event} />
        {!event.isOwn && (
          <p className="mt-3">
            <TextLink href={explainHref({ tenant: tenant.slug, event: event.eventId })}>
              {words("follow")}
            </TextLink>
          </p>
        )}
      </Part>
      <Part title={t("said")}>
        <KeyValueList>
          <KeyValue label={t("id")} copy={event.eventId}>
            <span className="font-mono text-xs">{event.eventId}</span>
          </KeyValue>
          <KeyValue label={t("tenant")}>
            <TextLink href={`/t/${tenant.slug}/usage`}>{tenant.name}</TextLink>
          </KeyValue>
          <KeyValue label={t("happened")} figures>
            <Moment at={event.occurredAt} timeZone={tenant.timeZone} />
          </KeyValue>
          <KeyValue label={t("recorded")} figures>
            <Moment at={event.recordedAt} timeZone={tenant.timeZone} />
          </KeyValue>
          <KeyValue label={t("properties")}>
            <Properties properties={event.properties} />
          </KeyValue>
        </KeyValueList>
      </Part>
      {event.corrections.length > 0 && (
        <Part title={t("corrections")}>
          <ol className="grid gap-4">
            {event.corrections.map((correction) => (
              <CorrectionLine key={correction.id} correction={correction} timeZone={tenant.timeZone} />
            ))}
          </ol>
        </Part>
      )}
      {event.mayCorrect && !event.isOwn && (
        <div className="flex flex-wrap justify-end gap-2 border-t pt-4">
          {event.effective && (
            <Button variant="danger" onClick={onVoid}>
              {t("void")}
            </Button>
          )}
          <Button onClick={onAmend}>{t("amend")}</Button>
        </div>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2.5 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Effects({ event }: { event: EventView }) {
  const t = useTranslations("usage.event");
  const locale = useLocale();
  const { effective, effects } = event;
  if (event.point) return <PointDetails event={event} point={event.point} />;
  if (event.isOwn) return <p className="text-ink-soft">{t("isOwn")}</p>;
  if (!effective) return <p className="text-ink-soft">{t("isVoid")}</p>;
  if (effects.length === 0) return <p className="text-ink-soft">{t("noUnit")}</p>;
  const day = formatDate(`${effective.day}T00:00:00Z`, "UTC", locale, "long");
  const { counted } = priceWords("USD", locale);
  return (
    <ul className="grid gap-3">
      {effects.map((effect) => (
        <li key={effect.unitName} className="rounded-lg border bg-paper px-3.5 py-2.5">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="font-medium">{effect.displayName[locale]}</span>
            <span className="font-mono text-ink-quiet text-xs">{effect.unitName}</span>
          </p>
          {effect.counted ? (
            <p className="figures mt-0.5">
              {effect.isUnique
                ? t("seen", { value: effect.value, day })
                : t("adds", { value: `+${counted(effect.value, effect.unitLabel)}`.replace("+-", "-"), day })}
            </p>
          ) : (
            <p className="mt-0.5 text-ink-soft">
              {t(`why.${effect.why}`, { property: effect.property ?? "" })}
            </p>
          )}
          {effect.dayCount !== null && (
            <p className="figures mt-0.5 text-ink-quiet text-sm">
              {t("dayCount", { count: formatNumber(effect.dayCount as `${number}`, locale) })}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Moment({ at, timeZone }: { at: string; timeZone: string }) {
  return (
    <>
      <DateText at={at} timeZone={timeZone} format="dateTime" />
      <span className="block font-mono text-ink-quiet text-xs">{at}</span>
    </>
  );
}

function Properties({ properties }: { properties: EventView["properties"] }) {
  const t = useTranslations("usage.event");
  if (Object.keys(properties).length === 0)
    return <span className="text-ink-quiet">{t("noProperties")}</span>;
  return (
    <code className="whitespace-pre-wrap font-mono text-xs [overflow-wrap:anywhere]">
      {JSON.stringify(properties, null, 2)}
    </code>
  );
}

function CorrectionLine({ correction, timeZone }: { correction: Correction; timeZone: string }) {
  const t = useTranslations("usage.event");
  const locale = useLocale();
  const { kind, by, at, reason, properties, occurredAt } = correction;
  return (
    <li>
      <p className="flex flex-wrap items-center gap-2">
        <Chip tone={kind === "void" ? "bad" : "info"}>{t(`kinds.${kind}`)}</Chip>
        <span className="figures text-ink-quiet text-sm">
          {t("correctionBy", { name: by, time: formatDate(at, timeZone, locale, "dateTime") })}
        </span>
      </p>
      <p className="mt-1">{t("reason", { reason })}</p>
      {properties && (
        <div className="mt-1 text-sm">
          <span className="text-ink-quiet">{t("nowSays")}:</span> <Properties properties={properties} />
        </div>
      )}
      {occurredAt && (
        <p className="figures mt-0.5 text-sm">
          <span className="text-ink-quiet">{t("nowAt")}:</span>{" "}
          <DateText at={occurredAt} timeZone={timeZone} format="dateTime" />
        </p>
      )}
    </li>
  );
}
