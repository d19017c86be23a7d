/** The filters of the list of what is owed, as they stand in the page's address. */
export const receivableFilterNames = ["ageing", "rep", "license", "currency"] as const;

/** A tenant that is back on Free owes what it owed before. */
export const licenseFilters = ["paid", "free", "suspended"] as const;

/** Views that everybody has. Each person can add named views. */
export const receivableViews = [
  { key: "all", query: "" },
  { key: "mine", query: "rep=mine" },
  { key: "over60", query: "ageing=over_60" },
  { key: "free", query: "license=free" },
] as const;
