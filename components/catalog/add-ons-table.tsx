"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import type { TableState } from "@/components/patterns/data-table/table-state";
import type { Column } from "@/components/patterns/data-table/table-types";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { blankPlan } from "@/lib/domain/catalog/blank";
import type { AddOnView } from "@/lib/features/catalog/add-ons/list-add-ons";
import { type AddOnActions, AddOnSheet } from "./add-on-sheet";
import { ArchiveButton } from "./archive-button";
import { usePlanFacts } from "./use-plan-facts";

type AddOnsTableProps = { rows: readonly AddOnView[]; state: TableState; actions: AddOnActions | null };

/** What the plan editor offers to copy. */
export function AddOnsTable({ rows, state, actions }: AddOnsTableProps) {
  const t = useTranslations("catalog.addOns");
  const types = useTranslations("catalog.addon.types");
  const locale = useLocale();
  const router = useRouter();
  const factsOf = usePlanFacts();
  const pricesOf = ({ definition }: AddOnView) =>
    factsOf({ ...blankPlan(definition.currency ?? ""), components: [definition] })[1]?.facts ?? [];
  const columns: Column<AddOnView>[] = [
    { id: "name", header: t("name"), cell: ({ definition }) => definition.name[locale] },
    { id: "key", header: t("key"), cell: ({ key }) => <span className="font-mono text-xs">{key}</span> },
    { id: "type", header: t("type"), cell: ({ definition }) => types(definition.choice.type) },
    {
      id: "price",
      header: t("price"),
      cell: (addOn) => (
        <span className="figures">
          {addOn.definition.choice.type === "one_of"
            ? pricesOf(addOn)
                .map(({ label, value }) => `${label} ${value}`)
                .join(", ")
            : pricesOf(addOn)[0]?.value}
        </span>
      ),
    },
    {
      id: "state",
      header: t("state"),
      bareOnPhone: true,
      cell: ({ archivedAt }) =>
        archivedAt ? <Chip>{t("archived")}</Chip> : <Chip tone="good">{t("offered")}</Chip>,
    },
    ...(actions
      ? [
          {
            id: "acts",
            header: t("acts"),
            actions: true,
            bareOnPhone: true,
            cell: (addOn: AddOnView) => (
              <span className="flex gap-1.5 md:justify-end">
                <AddOnSheet addOn={addOn} actions={actions} currency={addOn.definition.currency ?? "USD"} />
                <ArchiveButton
                  name={addOn.definition.name[locale]}
                  isArchived={addOn.archivedAt !== null}
                  body={t("archiveBody")}
                  archive={(archived) => actions.archiveAddOn({ id: addOn.id, archived })}
                  onDone={() => router.refresh()}
                />
              </span>
            ),
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      rowKey={(addOn) => addOn.id}
      state={state}
      searchLabel={t("search")}
      empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
    />
  );
}
