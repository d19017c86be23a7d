/** The pages of a tenant that a dashboard session opens, with their paths below the tenant's. */
export const dashboardPages = {
  overview: "",
  billing: "/billing",
  plans: "/billing/plans",
  usage: "/usage",
  invoices: "/invoices",
  prices: "/prices",
  quotes: "/quotes",
  members: "/members",
} as const;

export type DashboardPage = keyof typeof dashboardPages;

export const dashboardPageNames = Object.keys(dashboardPages) as [DashboardPage, ...DashboardPage[]];
