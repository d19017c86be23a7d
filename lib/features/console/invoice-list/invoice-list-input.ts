import { z } from "zod";
import { type Id, isId } from "@/lib/domain/ids";
import {
  type AmountRange,
  amountRange,
  type InvoiceSort,
  invoiceFilterNames,
  invoiceFilterValues,
  invoiceSorts,
} from "@/lib/domain/invoice-list/invoice-query";
import { searchWords } from "@/lib/features/console/tenant-list/tenant-list-input";

/**
 * The list's state as its page reads it from the address, which anybody can type: filters that make no sense leave
 * nothing out and are named in the response.
 */
export const invoiceListInput = z.object({
  search: z.string().default(""),
  filters: z.record(z.string(), z.string()).default({}),
  sort: z.object({ column: z.string(), direction: z.enum(["asc", "desc"]) }).optional(),
  page: z.number().optional(),
});

type Values = typeof invoiceFilterValues;
export type InvoiceFilters = {
  [Name in keyof Omit<Values, "rep">]?: Values[Name][number];
} & {
  rep?: Values["rep"][number] | Id<"user">;
  tenant?: string;
  /** YYYY-MM */
  month?: string;
  currency?: string;
  amount?: AmountRange;
};

export type InvoiceListQuery = {
  words: string;
  filters: InvoiceFilters;
  /** Names of what was asked for and is no filter, or has no such value. */
  ignored: string[];
  sort: { column: InvoiceSort; direction: "asc" | "desc" };
  page: number;
};

/** Pages so far back are asked by nobody and cost much. */
const lastPage = 20_000;
const aMonth = /^\d{4}-(0[1-9]|1[0-2])$/;
const aSlug = /^[a-z0-9-]{1,60}$/;
const aCurrency = /^[A-Z]{3}$/;

export function readInvoiceListInput(asked: z.output<typeof invoiceListInput>): InvoiceListQuery {
  const { search, filters, sort, page = 1 } = asked;
  const known = <Name extends keyof Values>(name: Name) =>
    (invoiceFilterValues[name] as readonly string[]).includes(filters[name] ?? "")
      ? (filters[name] as Values[Name][number])
      : undefined;
  const matching = (name: string, form: RegExp) =>
    form.test(filters[name] ?? "") ? filters[name] : undefined;
  const rep = filters.rep ?? "";
  const column = invoiceSorts.find((each) => each === sort?.column);
  const read: InvoiceFilters = {
    state: known("state"),
    ageing: known("ageing"),
    rep: known("rep") ?? (isId("user", rep) ? rep : undefined),
    tenant: matching("tenant", aSlug),
    month: matching("month", aMonth),
    currency: matching("currency", aCurrency),
    amount: amountRange(filters.amount ?? "") ?? undefined,
  };
  const isRead = (name: string) => invoiceFilterNames.some((each) => each === name && read[each]);
  return {
    words: searchWords(search),
    filters: read,
    ignored: Object.keys(filters).filter((name) => filters[name] && !isRead(name)),
    sort: column && sort ? { column, direction: sort.direction } : { column: "date", direction: "desc" },
    page: Math.min(lastPage, Math.max(1, Math.trunc(page) || 1)),
  };
}
