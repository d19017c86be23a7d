import { readUsageAlerts } from "@/lib/features/billing/alerts/read-usage-alerts";
import { setUsageAlerts } from "@/lib/features/billing/alerts/set-usage-alerts";
import { readUpcomingInvoices } from "@/lib/features/billing/upcoming/read-upcoming-invoices";
import { usageOverview } from "@/lib/features/billing/usage/usage-overview";
import { listCloses } from "@/lib/features/console/closes/list-closes";
import { readIngestHealth } from "@/lib/features/console/ingest-health/ingest-health";
import { usageHistory } from "@/lib/features/license/usage-charges/usage-history";
import { useDatabase } from "../support/use-database";
import { refuses } from "./everybody";

useDatabase();
const tenantsPeople = ["owner", "payer", "admin", "member"] as const;
const keys = ["key read", "key ingest", "key manage"] as const;

// What is owed of all tenants is for staff. How events arrive the servers that send them may see, too.
refuses(
  { listCloses: (ctx) => listCloses(ctx, {}) },
  { forbidden: [...tenantsPeople, "stranger", ...keys], notFound: [] },
);
refuses(
  { readIngestHealth: (ctx) => readIngestHealth(ctx, {}) },
  { forbidden: [...tenantsPeople, "stranger", "key ingest"], notFound: [] },
);
refuses(
  { readUpcomingInvoices: (ctx, tenantId) => readUpcomingInvoices(ctx, tenantId, {}) },
  { forbidden: ["member", "key ingest"], notFound: ["stranger"] },
);
refuses(
  {
    readUsageAlerts: (ctx, tenantId) => readUsageAlerts(ctx, tenantId, {}),
    usageOverview: (ctx, tenantId) => usageOverview(ctx, tenantId, {}),
    usageHistory: (ctx, tenantId) => usageHistory(ctx, tenantId, { limit: 10, offset: 0 }),
  },
  { forbidden: ["key ingest"], notFound: ["stranger"] },
);
refuses(
  { setUsageAlerts: (ctx, tenantId) => setUsageAlerts(ctx, tenantId, { percents: [80], amountsMinor: [] }) },
  {
    forbidden: ["admin", "member", "another rep", "staff support", "key read", "key ingest"],
    notFound: ["stranger"],
  },
);
