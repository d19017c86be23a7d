import { licenseStandings } from "../license/license-standing";

/**
 * The filters of the tenant list: their names and values as they stand in the page's address. `plan` also
 * takes a plan's key, and `rep` a sales rep's id.
 */
export const tenantFilterValues = {
  salesModel: ["self_serve", "sales_led"],
  state: licenseStandings,
  /** Anything is owed; or something is late. */
  owes: ["open", "late"],
  rep: ["mine", "others", "none"],
  /** Above the maximum; or at least 80 % of it and not above. */
  mau: ["over", "near"],
  details: ["incomplete", "complete"],
  /** The period ends within so many days. */
  ends: ["7", "30", "90"],
} as const;

export const tenantFilterNames = [
  "salesModel",
  "plan",
  "state",
  "rep",
  "mau",
  "details",
  "ends",
  "owes",
] as const;
export type TenantFilterName = (typeof tenantFilterNames)[number];

export const tenantSorts = ["name", "license", "mau", "share", "ends", "created"] as const;
export type TenantSort = (typeof tenantSorts)[number];

/** Active users are near the maximum from this percentage on. */
export const nearMaximumPercent = 80;

/** Views that everybody has. Each person can add named views. */
export const builtInViews = [
  { key: "all", query: "" },
  { key: "mine", query: "rep=mine" },
  { key: "paymentFailed", query: "state=payment_failed" },
  { key: "late", query: "owes=late" },
  { key: "over", query: "mau=over" },
  { key: "unassigned", query: "rep=none" },
] as const;
