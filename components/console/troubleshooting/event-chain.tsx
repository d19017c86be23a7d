"use client";

import { useLocale, useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { ExplainedEvent } from "@/lib/features/console/troubleshooting/explain-event";
import type { EventView } from "@/lib/features/console/usage-events/read-event";
import { formatDate } from "@/lib/i18n/format";
import { UnitChain } from "./unit-chain";

/** What happened to an event, step by step, or where it stopped and why. */
export function EventChain({ explained }: { explained: ExplainedEvent }) {
  const { event, billing } = explained;
  return (
    <div className="grid gap-5">
      <Stop explained={explained} />
      {event && <Received event={event} isOfOtherMonth={explained.isOfOtherMonth} />}
      {event?.effects.map((effect) => (
        <UnitChain
          key={effect.unitName}
          effect={effect}
          event={event}
          billing={billing.find(({ unitName }) => unitName === effect.unitName)?.billing ?? null}
        />
      ))}
    </div>
  );
}

/** Where it stopped before any unit counted it. */
function Stop({ explained: { asked, stop, event, owners, archived } }: { explained: ExplainedEvent }) {
  const t = useTranslations("troubleshooting");
  if (!stop) return null;
  return (
    <Banner tone={stop === "void" || stop === "own" ? "info" : "warning"} title={t("stopped")}>
      <p>{t(`stops.${stop}`, { tenant: asked.tenant, name: event?.eventName ?? "" })}</p>
      {owners.length > 0 && (
        <p>
          {t("owners")}:{" "}
          {owners.map(({ slug, name }) => (
            <TextLink key={slug} href={explain(slug, asked.eventId)} className="mr-3">
              {name}
            </TextLink>
          ))}
        </p>
      )}
      {archived.map(({ month, file }) => (
        <p key={file ?? month ?? ""}>{t("archived", { month: file ?? month ?? "–" })}</p>
      ))}
    </Banner>
  );
}

const explain = (tenant: string, event: string) =>
  `/console/usage/explain?${new URLSearchParams({ tenant, event })}`;

function Received({ event, isOfOtherMonth }: { event: EventView; isOfOtherMonth: boolean }) {
  const t = useTranslations("troubleshooting");
  const locale = useLocale();
  const { tenant, eventKey, eventName } = event;
  const moment = (at: string) => formatDate(at, tenant.timeZone, locale, "dateTime");
  return (
    <Card title={t("steps.received")}>
      <KeyValueList>
        <KeyValue label={t("form.tenant")}>
          <TextLink href={`/console/tenants/${tenant.slug}`}>{tenant.name}</TextLink>
        </KeyValue>
        <KeyValue label={t("form.event")} copy={event.eventId}>
          <span className="font-mono text-xs">{event.eventId}</span> ({eventName}){" "}
          <TextLink href={`/console/usage/events?event=${tenant.id}:${eventKey}&tenant=${tenant.slug}`}>
            {t("showEvent")}
          </TextLink>
        </KeyValue>
        <KeyValue label={t("steps.received")} figures>
          {t("steps.receivedAt", { recorded: moment(event.recordedAt), happened: moment(event.occurredAt) })}
          {isOfOtherMonth && <span className="block text-warn">{t("steps.otherMonth")}</span>}
        </KeyValue>
      </KeyValueList>
    </Card>
  );
}
