"use client";

import { useLocale, useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { Table, Td, Th } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Tone } from "@/components/ui/tone";
import { closeProblemKind } from "@/lib/domain/close/close-problem";
import type { CloseBoard as Board, CloseRow } from "@/lib/features/console/closes/list-closes";
import { formatDate } from "@/lib/i18n/format";
import { CloseActions, type CloseActionsOf } from "./close-actions";

type CloseBoardProps = { board: Board; actions: CloseActionsOf };

/** Every close that is not final, and those of the last weeks. */
export function CloseBoard({ board, actions }: CloseBoardProps) {
  const t = useTranslations("closes");
  if (board.closes.length === 0) return <EmptyState title={t("empty")}>{t("emptyBody")}</EmptyState>;
  return (
    <Table wide={t("title")}>
      <thead>
        <tr>
          <Th>{t("tenant")}</Th>
          <Th>{t("what")}</Th>
          <Th numeric>{t("amount")}</Th>
          <Th>{t("carrier")}</Th>
          <Th>{t("state")}</Th>
        </tr>
      </thead>
      <tbody>
        {board.closes.map((close) => (
          <Row key={close.id} close={close} mayManage={board.mayManage} actions={actions} />
        ))}
      </tbody>
    </Table>
  );
}

type RowProps = { close: CloseRow; mayManage: boolean; actions: CloseActionsOf };

function Row({ close, mayManage, actions }: RowProps) {
  const t = useTranslations("closes");
  const locale = useLocale();
  const date = formatDate(close.dueAt, close.tenant.timeZone, locale);
  return (
    <tr>
      <Td>
        <TextLink href={`/console/tenants/${close.tenant.slug}/invoices`}>{close.tenant.name}</TextLink>
      </Td>
      <Td>{t(close.kind, { date })}</Td>
      <Td numeric>
        {close.totalMinor === null ? "–" : <Money minor={close.totalMinor} currency={close.currency} />}
      </Td>
      <Td>{close.carrier ? t(`carriers.${close.carrier}`) : "–"}</Td>
      <Td>
        <State close={close} />
        {mayManage && !close.closedAt && <CloseActions close={close} actions={actions} />}
      </Td>
    </tr>
  );
}

function State({ close }: { close: CloseRow }) {
  const t = useTranslations("closes");
  const locale = useLocale();
  const { hold, problem, state, tenant } = close;
  const date = hold ? formatDate(hold.until, tenant.timeZone, locale) : "";
  return (
    <>
      <Chip tone={toneOf(close)}>{t(`states.${state}`, { date })}</Chip>
      {hold && <span className="block text-ink-soft text-sm">{t("reason", { reason: hold.reason })}</span>}
      {problem && (
        <span className="block text-ink-soft text-sm">
          {t(`problems.${closeProblemKind(problem)}`, { code: problem })}
        </span>
      )}
    </>
  );
}

function toneOf({ state, problem }: CloseRow): Tone {
  if (state === "held") return "warn";
  if (problem && state !== "done") return "bad";
  return state === "done" ? "good" : "neutral";
}
