"use client";

import { Columns3, Download, ListFilter, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Menu, MenuCheck, MenuChoice, MenuMore } from "@/components/ui/menu";
import { Spinner } from "@/components/ui/spinner";
import { TextInput } from "@/components/ui/text-input";
import { FilterChips } from "./filter-chips";
import { isShown, showColumn, type TableState } from "./table-state";
import type { Filter } from "./table-types";

type ToolbarProps = {
  state: TableState;
  change: (next: Partial<TableState>) => void;
  pending: boolean;
  searchLabel?: string;
  filters: readonly Filter[];
  ignoredFilters?: readonly string[];
  hideable: readonly { id: string; header: string; hideable?: boolean; hiddenAtFirst?: boolean }[];
  csvHref?: string;
  tools?: ReactNode;
};

/** With more filters than these, each has a submenu: a single list of all values would be too long. */
const mostAtOnce = 3;

export function TableToolbar({
  state,
  change,
  pending,
  searchLabel,
  filters,
  ignoredFilters = [],
  hideable,
  csvHref,
  tools,
}: ToolbarProps) {
  const t = useTranslations("common.table");
  const offered = filters.filter(({ chipOnly }) => !chipOnly);
  return (
    <div className="flex flex-wrap items-center gap-2 px-5 pb-3 sm:px-6">
      {searchLabel && (
        <SearchBox
          key={state.search === "" ? "empty" : "filled"}
          label={searchLabel}
          state={state}
          change={change}
          pending={pending}
        />
      )}
      {offered.length > 0 && (
        <Menu
          align="start"
          trigger={<Button icon={<ListFilter aria-hidden="true" />}>{t("filters")}</Button>}
        >
          {offered.map((filter) => {
            const choice = (label?: string) => (
              <MenuChoice
                key={filter.name}
                label={label}
                name={filter.label}
                value={state.filters[filter.name] ?? ""}
                options={filter.options}
                onValueChange={(value) => change({ filters: { ...state.filters, [filter.name]: value } })}
              />
            );
            return offered.length > mostAtOnce ? (
              <MenuMore key={filter.name} label={filter.label}>
                {choice()}
              </MenuMore>
            ) : (
              choice(filter.label)
            );
          })}
        </Menu>
      )}
      {tools}
      <FilterChips state={state} change={change} filters={filters} ignored={ignoredFilters} />
      <div className="ml-auto flex gap-2 max-sm:hidden">
        {hideable.length > 0 && (
          <Menu
            trigger={
              <Button variant="quiet" icon={<Columns3 aria-hidden="true" />}>
                {t("columns")}
              </Button>
            }
          >
            {hideable.map((column) => (
              <MenuCheck
                key={column.id}
                checked={isShown(state, column)}
                onCheckedChange={(visible) =>
                  change({ page: state.page, ...showColumn(state, column, visible) })
                }
              >
                {column.header}
              </MenuCheck>
            ))}
          </Menu>
        )}
        {csvHref && (
          <LinkButton
            href={csvHref}
            variant="quiet"
            icon={<Download aria-hidden="true" />}
            prefetch={false}
            download
          >
            {t("csv")}
          </LinkButton>
        )}
      </div>
    </div>
  );
}

/** Searches while one types, a moment after the last key; the address keeps the word. */
function SearchBox({
  label,
  state,
  change,
  pending,
}: Pick<ToolbarProps, "state" | "change" | "pending"> & { label: string }) {
  const [text, setText] = useState(state.search);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <search className="w-full sm:w-72">
      <TextInput
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        prefix={<Search />}
        suffix={pending ? <Spinner /> : undefined}
        onValueChange={(next) => {
          setText(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => change({ search: next.trim() }), 250);
        }}
      />
    </search>
  );
}
