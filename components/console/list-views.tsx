"use client";

import { BookmarkPlus, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { type TableState, writeTableState } from "@/components/patterns/data-table/table-state";
import { useButtonAction, useFormAction } from "@/components/patterns/use-action";
import { Button, IconButton } from "@/components/ui/button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import { type ViewList, viewQuery } from "@/lib/domain/saved-views/view-query";
import type { changeView } from "@/lib/features/console/saved-views/change-view";
import type { deleteView } from "@/lib/features/console/saved-views/delete-view";
import type { SavedView } from "@/lib/features/console/saved-views/list-saved-views";
import type { saveView } from "@/lib/features/console/saved-views/save-view";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { ViewNameDialog } from "./view-name-dialog";

export type ViewActions = {
  saveView: ActionOf<typeof saveView>;
  changeView: ActionOf<typeof changeView>;
  deleteView: ActionOf<typeof deleteView>;
};

type ListViewsProps = {
  list: ViewList;
  /** Views that everybody has. */
  common: readonly { key: string; query: string; label: string }[];
  state: TableState;
  own: readonly SavedView[];
  actions: ViewActions;
};

const hrefIn = (list: ViewList) => (query: string, view?: string) => {
  const asked = new URLSearchParams(query);
  if (view) asked.set("view", view);
  return asked.size > 0 ? `/console/${list}?${asked}` : `/console/${list}`;
};

/** The views of the list, everybody's and the reader's own, a click each; and keeping what the list shows now. */
export function ListViews({ list, common, state, own, actions }: ListViewsProps) {
  const t = useTranslations("tenants.views");
  const hrefOf = hrefIn(list);
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const { pending, run } = useButtonAction();
  const [asks, setAsks] = useState<"save" | "rename" | "delete" | null>(null);

  const query = viewQuery(list, writeTableState(state));
  const view = own.find(({ id }) => id === state.filters.view);
  const isCommon = !view && common.some((each) => each.query === query);
  const isChanged = view !== undefined && view.query !== query;
  const open = (shown: SavedView) => router.push(hrefOf(shown.query, shown.id), { scroll: false });

  return (
    <div className="mb-4 flex flex-wrap items-end gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1">
        <LinkTabs
          label={t("label")}
          tabs={[
            ...common.map((each) => ({
              href: hrefOf(each.query),
              label: each.label,
              current: !view && each.query === query,
            })),
            ...own.map((each) => ({
              href: hrefOf(each.query, each.id),
              label: each.name,
              current: each.id === view?.id,
            })),
          ]}
        />
      </div>
      <div className="flex gap-2 empty:hidden">
        {isChanged && (
          <Button
            size="sm"
            pending={pending}
            onClick={() =>
              run(
                () => actions.changeView({ id: view.id, query }),
                (changed) => {
                  toast({ title: t("updated") });
                  open(changed);
                },
              )
            }
          >
            {t("update")}
          </Button>
        )}
        {(isChanged || (!view && !isCommon)) && (
          <Button size="sm" icon={<BookmarkPlus aria-hidden="true" />} onClick={() => setAsks("save")}>
            {t(view ? "saveAs" : "save")}
          </Button>
        )}
        {view && (
          <Menu trigger={<IconButton size="sm" label={t("more")} icon={<Ellipsis aria-hidden="true" />} />}>
            <MenuItem icon={<Pencil />} onClick={() => setAsks("rename")}>
              {t("rename")}
            </MenuItem>
            <MenuItem icon={<Trash2 />} danger onClick={() => setAsks("delete")}>
              {t("delete")}
            </MenuItem>
          </Menu>
        )}
      </div>
      <ViewNameDialog
        open={asks === "save"}
        onClose={() => setAsks(null)}
        title={t("saveTitle")}
        lead={t("saveLead")}
        submitLabel={t("saveNow")}
        onSubmit={(name) =>
          runAction(
            () => actions.saveView({ list, name, query }),
            (saved) => {
              toast({ title: t("saved") });
              open(saved);
            },
          )
        }
      />
      {view && (
        <>
          <ViewNameDialog
            open={asks === "rename"}
            onClose={() => setAsks(null)}
            title={t("renameTitle")}
            submitLabel={t("renameNow")}
            name={view.name}
            onSubmit={(name) =>
              runAction(
                () => actions.changeView({ id: view.id, name }),
                () => {
                  toast({ title: t("updated") });
                  router.refresh();
                },
              )
            }
          />
          <ConfirmDialog
            open={asks === "delete"}
            onOpenChange={(next) => !next && setAsks(null)}
            title={t("deleteTitle", { name: view.name })}
            confirmLabel={t("deleteNow")}
            danger
            onConfirm={() =>
              runAction(
                () => actions.deleteView({ id: view.id }),
                () => {
                  toast({ title: t("deleted") });
                  router.push(hrefOf(query), { scroll: false });
                },
              )
            }
          >
            {t("deleteLead")}
          </ConfirmDialog>
        </>
      )}
    </div>
  );
}
