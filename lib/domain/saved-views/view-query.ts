import { receivableFilterNames } from "../invoice-list/receivable-query";
import { tenantFilterNames } from "../tenant/list-query";

/** The lists of which people keep views. */
export const viewLists = ["tenants", "receivables"] as const;
export type ViewList = (typeof viewLists)[number];

const filtersOf: Record<ViewList, readonly string[]> = {
  tenants: tenantFilterNames,
  receivables: receivableFilterNames,
};
const longestValue = 200;

/**
 * The query of an address that defines a view, in one fixed order. Page number, view name and other
 * parameters are left out, so two addresses of one view give the same text.
 */
export function viewQuery(list: ViewList, address: string): string {
  const asked = new URLSearchParams(address);
  const kept = new URLSearchParams();
  for (const name of [...filtersOf[list], "q", "sort", "hide", "show"].sort()) {
    const value = asked.get(name)?.trim().slice(0, longestValue);
    if (value) kept.set(name, value);
  }
  return kept.toString();
}
