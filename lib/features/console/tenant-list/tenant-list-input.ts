import { z } from "zod";
import { type Id, isId } from "@/lib/domain/ids";
import {
  type TenantFilterName,
  type TenantSort,
  tenantFilterNames,
  tenantFilterValues,
  tenantSorts,
} from "@/lib/domain/tenant/list-query";

/**
 * The list's state as its page reads it from the address. Anybody can type an address: filters that make no sense leave
 * nothing out and are named in the response, anything else that makes none is as if it were not there.
 */
export const tenantListInput = z.object({
  search: z.string().default(""),
  filters: z.record(z.string(), z.string()).default({}),
  sort: z.object({ column: z.string(), direction: z.enum(["asc", "desc"]) }).optional(),
  page: z.number().optional(),
});
export type TenantListInput = z.input<typeof tenantListInput>;

type Values = typeof tenantFilterValues;
export type TenantFilters = {
  [Name in keyof Omit<Values, "rep">]?: Values[Name][number];
} & { plan?: string; rep?: Values["rep"][number] | Id<"user"> };

export type TenantListQuery = {
  words: string;
  filters: TenantFilters;
  /** Names of what was asked for and is no filter, or has no such value. */
  ignored: string[];
  sort: { column: TenantSort; direction: "asc" | "desc" };
  page: number;
};

/** Stands among the filters in the address and says from which saved view the reader set out. */
export const viewName = "view";

/** Pages so far back are asked by nobody and cost much. */
const lastPage = 20_000;

export function readListInput({
  search,
  filters,
  sort,
  page = 1,
}: z.output<typeof tenantListInput>): TenantListQuery {
  const { [viewName]: _, ...asked } = filters;
  const one = (name: TenantFilterName) => asked[name];
  const known = <Name extends keyof Values>(name: Name) =>
    (tenantFilterValues[name] as readonly string[]).includes(one(name) ?? "")
      ? (one(name) as Values[Name][number])
      : undefined;
  const rep = one("rep") ?? "";
  const column = tenantSorts.find((each) => each === sort?.column);
  const read: TenantFilters = {
    salesModel: known("salesModel"),
    state: known("state"),
    mau: known("mau"),
    details: known("details"),
    ends: known("ends"),
    owes: known("owes"),
    rep: known("rep") ?? (isId("user", rep) ? rep : undefined),
    plan: textOnly(one("plan") ?? "") || undefined,
  };
  const isRead = (name: string) => tenantFilterNames.some((each) => each === name && read[each]);
  return {
    words: searchWords(search),
    filters: read,
    ignored: Object.keys(asked).filter((name) => asked[name] && !isRead(name)),
    sort: column && sort ? { column, direction: sort.direction } : { column: "name", direction: "asc" },
    page: Math.min(lastPage, Math.max(1, Math.trunc(page) || 1)),
  };
}

/** What is searched for: without what no database can hold, and no longer than anything that could be found. */
export const searchWords = (text: string): string => textOnly(text).trim().slice(0, 200);

const textOnly = (text: string) =>
  [...text.replace(/\p{Surrogate}/gu, "")]
    .filter((character) => character >= " " && character !== "\u007f")
    .join("");
