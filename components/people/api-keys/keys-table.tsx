"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import type { TableState } from "@/components/patterns/data-table/table-state";
import type { Column } from "@/components/patterns/data-table/table-types";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import type { ApiKeyView } from "@/lib/features/people/api-keys/list-api-keys";
import type { KeyActions } from "./key-actions";
import { RevokeKey } from "./revoke-key";
import { RotateKey } from "./rotate-key";

/** Keys belong to no tenant, so their times are shown in UTC. */
const timeZone = "UTC";

type KeysTableProps = { rows: readonly ApiKeyView[]; state: TableState } & Pick<
  KeyActions,
  "revokeApiKey" | "rotateApiKey"
>;

export function KeysTable({ rows, state, revokeApiKey, rotateApiKey }: KeysTableProps) {
  const t = useTranslations("keys");
  const columns: Column<ApiKeyView>[] = [
    {
      id: "name",
      header: t("name"),
      cell: ({ name, prefix }) => (
        <span className="grid">
          <span className="font-medium">{name}</span>
          <span className="font-mono text-ink-quiet text-xs">{prefix && `${prefix}…`}</span>
        </span>
      ),
    },
    { id: "kind", header: t("kind"), cell: ({ kind }) => t(`kinds.${kind}`) },
    {
      id: "scopes",
      header: t("scopes"),
      cell: ({ scopes }) => (
        <span className="flex flex-wrap gap-1">
          {scopes.map((scope) => (
            <Chip key={scope} icon={null}>
              {t(`scopeNames.${scope}`)}
            </Chip>
          ))}
        </span>
      ),
    },
    {
      id: "tenants",
      header: t("tenants"),
      cell: ({ tenants }) => (tenants === null ? t("allTenants") : t("tenantCount", { count: tenants })),
    },
    {
      id: "made",
      header: t("madeBy"),
      cell: ({ createdBy, createdAt }) => (
        <span className="grid max-md:justify-items-end">
          {createdBy || "–"}
          <DateText at={createdAt} timeZone={timeZone} className="text-ink-quiet text-sm" />
        </span>
      ),
    },
    {
      id: "used",
      header: t("lastUsed"),
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? <DateText at={lastUsedAt} timeZone={timeZone} format="dateTime" /> : t("never"),
    },
    {
      id: "end",
      header: t("ends"),
      cell: (key) => <KeyEnd {...key} />,
    },
    {
      id: "acts",
      header: t("acts"),
      actions: true,
      bareOnPhone: true,
      cell: (key) =>
        key.revokedAt ? (
          <Chip>
            {t("revoked")} <DateText at={key.revokedAt} timeZone={timeZone} />
          </Chip>
        ) : (
          <span className="flex flex-wrap justify-end gap-1">
            {!key.hasEnded && !key.isReplaced && (
              <RotateKey
                name={key.name}
                rotate={(overlapHours) => rotateApiKey({ keyId: key.id, overlapHours })}
              />
            )}
            <RevokeKey name={key.name} revoke={() => revokeApiKey({ keyId: key.id })} />
          </span>
        ),
    },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      rowKey={(key) => key.id}
      state={state}
      searchLabel={t("search")}
      empty={
        <EmptyState icon={<KeyRound />} title={t("empty")}>
          {t("emptyHint")}
        </EmptyState>
      }
    />
  );
}

function KeyEnd({ endsAt, hasEnded, endsSoon, isReplaced }: ApiKeyView) {
  const t = useTranslations("keys");
  if (!endsAt) return t("noEnd");
  const day = <DateText at={endsAt} timeZone={timeZone} format="dateTime" />;
  if (hasEnded)
    return (
      <Chip>
        {t("ended")} {day}
      </Chip>
    );
  if (!isReplaced && !endsSoon) return day;
  return (
    <span className="grid justify-items-start gap-1 max-md:justify-items-end">
      <Chip tone={isReplaced ? "neutral" : "warn"}>{t(isReplaced ? "replacedUntil" : "endsSoon")}</Chip>
      {day}
    </span>
  );
}
