"use client";

import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import { TextLink } from "@/components/ui/text-link";
import type { Direction } from "@/lib/features/console/messages/message-view";
import type { MessageDetails } from "@/lib/features/console/messages/read-message";
import { MessageActionButtons, type MessageActions } from "./message-actions";
import { kindText, nextText, toneOf } from "./message-words";

type MessageCardsProps = {
  direction: Direction;
  message: MessageDetails;
  timeZone: string;
  actions: MessageActions;
};

/** One message: what became of it, what was said, and what it says. */
export function MessageCards({ direction, message, timeZone, actions }: MessageCardsProps) {
  const t = useTranslations("messages");
  const { state, tenant, about, reason, detail, settled, closedAt, nextInSeconds } = message;
  const date = (at: string) => <DateText at={at} timeZone={timeZone} format="dateTime" className="figures" />;
  return (
    <div className="grid gap-5">
      <Card
        title={kindText(t, message)}
        description={message.isMoving && state === "pending" ? t("moving") : undefined}
        actions={<MessageActionButtons direction={direction} message={message} actions={actions} />}
      >
        <KeyValueList>
          <KeyValue label={t("columns.state")}>
            <Chip tone={toneOf[state]}>{t(`states.${state}`)}</Chip>
          </KeyValue>
          {tenant && (
            <KeyValue label={t("tenant")}>
              <TextLink href={`/console/tenants/${tenant.slug}`}>{tenant.name}</TextLink>
            </KeyValue>
          )}
          {about && <KeyValue label={t("columns.about")}>{about}</KeyValue>}
          <KeyValue label={t("columns.when")}>{date(message.receivedAt)}</KeyValue>
          {closedAt && <KeyValue label={t("closed")}>{date(closedAt)}</KeyValue>}
          <KeyValue label={t("columns.tried")}>
            {t("tried", { count: message.attempts })}
            {nextInSeconds !== null && `, ${nextText(t, nextInSeconds)}`}
          </KeyValue>
          {reason && <KeyValue label={t("columns.reason")}>{t(`reasons.${reason}`)}</KeyValue>}
          {detail && (
            <KeyValue label={t("said")}>
              <span className="break-words font-mono text-sm">{detail}</span>
            </KeyValue>
          )}
          {settled && (
            <KeyValue label={t(`states.${state}`)}>
              {settled.reason === null
                ? t("settledBy", { by: settled.by })
                : t("settled", { by: settled.by, reason: settled.reason })}
            </KeyValue>
          )}
        </KeyValueList>
      </Card>
      <Card title={t("payload")}>
        {message.payload ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls what is wider than the card.
          <pre tabIndex={0} className="max-h-[32rem] overflow-auto rounded-md bg-wash p-3 text-sm">
            {message.payload}
          </pre>
        ) : (
          <p className="text-ink-quiet">{t(message.payload === null ? "noPayload" : "payloadHidden")}</p>
        )}
      </Card>
    </div>
  );
}
