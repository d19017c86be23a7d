import { z } from "zod";
import { type Id, isId } from "@/lib/domain/ids";
import {
  type TenantFilterName,
  type TenantSort,
  tenantFilterValues,
  tenantSorts,
} from "@/lib/domain/tenants/list-query";

/** The list's state as its page reads it from the address. What makes no sense is ignored: anybody can type an address. */
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
  sort: { column: TenantSort; direction: "asc" | "desc" };
  page: number;
};

/** Pages so far back are asked by nobody and cost much. */
const lastPage = 20_000;

export function readListInput({
  search,
  filters,
  sort,
  page = 1,
}: z.output<typeof tenantListInput>): TenantListQuery {
  const one = (name: TenantFilterName) => filters[name];
  const known = <Name extends keyof Values>(name: Name) =>
    (tenantFilterValues[name] as readonly string[]).includes(one(name) ?? "")
      ? (one(name) as Values[Name][number])
      : undefined;
  const rep = one("rep") ?? "";
  const column = tenantSorts.find((each) => each === sort?.column);
  return {
    words: searchWords(search),
    filters: {
      salesModel: known("salesModel"),
      state: known("state"),
      mau: known("mau"),
      details: known("details"),
      ends: known("ends"),
      rep: known("rep") ?? (isId("user", rep) ? rep : undefined),
      plan: one("plan") && textOnly(one("plan") ?? ""),
    },
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
