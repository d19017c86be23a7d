import { CircleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import type { TableState } from "./table-state";
import type { Filter } from "./table-types";

type FilterChipsProps = {
  state: TableState;
  change: (next: Partial<TableState>) => void;
  filters: readonly Filter[];
  /** Names of filters that the server does not know, and so ignores. */
  ignored: readonly string[];
};

/** The filters in use, each with a button to remove it. Filters that were ignored are marked. */
export function FilterChips({ state, change, filters, ignored }: FilterChipsProps) {
  const t = useTranslations("common.table");
  const unknown = useTranslations("unknownFilters");
  const remove = (name: string) => () =>
    change({ filters: Object.fromEntries(Object.entries(state.filters).filter(([key]) => key !== name)) });
  const obeyed = filters.filter(({ name }) => state.filters[name] && !ignored.includes(name));
  return (
    <>
      {obeyed.map(({ name, label, options }) => {
        const asked = state.filters[name];
        const value = options.find((option) => option.value === asked)?.label ?? asked;
        return (
          <Chip key={name} label={t("removeFilter", { name: `${label}: ${value}` })} onRemove={remove(name)}>
            {label}: <span className="font-medium">{value}</span>
          </Chip>
        );
      })}
      {ignored.map((name) => {
        const label = filters.find((filter) => filter.name === name)?.label ?? name;
        const asked = `${label}: ${state.filters[name] ?? ""}`;
        return (
          <Chip key={name} isUnknown label={unknown("remove", { name: asked })} onRemove={remove(name)}>
            <CircleAlert aria-hidden="true" className="size-3.5 shrink-0" />
            <span className="max-w-72 truncate">{unknown("chip", { name: asked })}</span>
          </Chip>
        );
      })}
      {obeyed.length + ignored.length > 1 && (
        <Button size="sm" variant="quiet" onClick={() => change({ filters: {} })}>
          {t("clearFilters")}
        </Button>
      )}
    </>
  );
}

type ChipProps = { label: string; isUnknown?: boolean; onRemove: () => void; children: ReactNode };

function Chip({ label, isUnknown = false, onRemove, children }: ChipProps) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onRemove}
      className={cx(
        "inline-flex min-h-7 items-center gap-1.5 rounded-full px-3 text-sm transition-colors pointer-coarse:min-h-9",
        isUnknown ? "bg-warn-wash text-warn" : "bg-action-wash text-action hover:text-action-strong",
      )}
    >
      {children}
      <X aria-hidden="true" className="size-3.5 shrink-0" />
    </button>
  );
}
