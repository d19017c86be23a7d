/**
 * What staff can ask the tenant list: the names and values as they stand in its address. `plan` takes a plan's key and
 * `rep` a sales rep's id as well.
 */
export const tenantFilterValues = {
  salesModel: ["self_serve", "sales_led"],
  state: ["active", "renewal_stopped", "payment_failed", "authentication_needed", "overdue"],
  rep: ["mine", "others", "none"],
  /** Above the maximum; or at least 80 % of it and not above. */
  mau: ["over", "near"],
  details: ["incomplete", "complete"],
  /** The period ends within so many days. */
  ends: ["7", "30", "90"],
} as const;

export const tenantFilterNames = ["salesModel", "plan", "state", "rep", "mau", "details", "ends"] as const;
export type TenantFilterName = (typeof tenantFilterNames)[number];

export const tenantSorts = ["name", "license", "mau", "share", "ends", "created"] as const;
export type TenantSort = (typeof tenantSorts)[number];

/** From this share of the maximum on, active users are near it. */
export const nearMaximumPercent = 80;

/** Views that everybody has; own ones are added to them by name. */
export const builtInViews = [
  { key: "all", query: "" },
  { key: "mine", query: "rep=mine" },
  { key: "paymentFailed", query: "state=payment_failed" },
  { key: "over", query: "mau=over" },
  { key: "unassigned", query: "rep=none" },
] as const;

const keptInViews = [...tenantFilterNames, "q", "sort", "hide", "show"];
const longestValue = 200;

/**
 * The part of an address that makes a view: what is shown and how, in one fixed order. The page, the view's own name and
 * whatever else stands there are left out, so two addresses of one view are the same text.
 */
export function viewQuery(address: string): string {
  const asked = new URLSearchParams(address);
  const kept = new URLSearchParams();
  for (const name of [...keptInViews].sort()) {
    const value = asked.get(name)?.trim().slice(0, longestValue);
    if (value) kept.set(name, value);
  }
  return kept.toString();
}
