"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useButtonAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import type { Attempt, DeliveryState } from "@/lib/domain/events/delivery";
import type { DeliveryView } from "@/lib/features/console/webhook-endpoints/list-endpoints";
import type { EndpointActions } from "./endpoint-actions";

const tones = {
  pending: "info",
  delivered: "good",
  failed: "bad",
  dropped: "neutral",
} as const satisfies Record<DeliveryState, string>;

type DeliveriesListProps = {
  endpointId: string;
  rows: readonly DeliveryView[];
  /** Null while the endpoint is off. */
  redeliverOne: EndpointActions["redeliverOne"] | null;
};

/** What was sent to an endpoint, the newest first, each with its attempts and their answers. */
export function DeliveriesList({ endpointId, rows, redeliverOne }: DeliveriesListProps) {
  const t = useTranslations("webhooks");
  const { run } = useButtonAction();
  const done = useDone();
  if (rows.length === 0)
    return (
      <EmptyState icon={<Send />} title={t("noDeliveries")}>
        {t("noDeliveriesHint")}
      </EmptyState>
    );
  const redeliver = (action: NonNullable<typeof redeliverOne>, deliveryId: string) =>
    run(
      () => action({ endpointId, deliveryId }),
      ({ redelivered }) => done(t(redelivered ? "redelivered" : "underWay")),
    );
  return (
    <ul className="grid divide-y">
      {rows.map((row) => (
        <li key={row.id} className="grid gap-2 py-4 first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <div className="min-w-0">
              <div className="flex flex-wrap items-center gap-2">
                <span className="break-all font-medium font-mono text-sm">{row.type}</span>
                <Chip tone={tones[row.state]}>{t(`states.${row.state}`)}</Chip>
              </div>
              <div className="flex flex-wrap gap-x-3 text-ink-quiet text-sm">
                {row.tenant && <span>{row.tenant.name}</span>}
                <DateText at={row.occurredAt} timeZone="UTC" format="dateTime" />
                <Outcome attempt={row.attempts.at(-1)} />
              </div>
            </div>
            {redeliverOne && (
              <Button
                size="sm"
                variant="row"
                aria-label={t("redeliverOf", { event: row.type })}
                onClick={() => redeliver(redeliverOne, row.id)}
              >
                {t("redeliver")}
              </Button>
            )}
          </div>
          <Disclosure summary={t("details")}>
            <Details row={row} />
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}

function Outcome({ attempt }: { attempt: Attempt | undefined }) {
  const t = useTranslations("webhooks");
  if (!attempt) return null;
  if (attempt.error) return <span>{t(`errors.${attempt.error}`)}</span>;
  return <span>{t("status", { status: String(attempt.status) })}</span>;
}

const codeStyle = "whitespace-pre-wrap break-all rounded-md bg-wash p-3 font-mono text-xs";

function Details({ row }: { row: DeliveryView }) {
  const t = useTranslations("webhooks");
  return (
    <div className="grid gap-3">
      <p className="break-all font-mono text-xs">{row.eventId}</p>
      {row.nextTryAt && row.attempts.length > 0 && (
        <p>
          {t.rich("nextTry", {
            time: () => <DateText at={row.nextTryAt ?? ""} timeZone="UTC" format="dateTime" />,
          })}
        </p>
      )}
      <h3 className="font-medium text-ink">{t("attempts")}</h3>
      {row.attempts.length === 0 && <p>{t("noAttempts")}</p>}
      {row.attempts.toReversed().map((attempt) => (
        <div key={attempt.at} className="grid gap-1">
          <p className="flex flex-wrap gap-x-3">
            <span>
              {t.rich("attempt", {
                time: () => <DateText at={attempt.at} timeZone="UTC" format="dateTime" />,
                ms: String(attempt.durationMs),
              })}
            </span>
            <Outcome attempt={attempt} />
          </p>
          {attempt.status !== null && (
            <section aria-label={t("answer")} className={codeStyle}>
              {attempt.answer || t("noBody")}
            </section>
          )}
        </div>
      ))}
      <h3 className="font-medium text-ink">{t("body")}</h3>
      <section aria-label={t("body")} className={codeStyle}>
        {row.body}
      </section>
    </div>
  );
}
