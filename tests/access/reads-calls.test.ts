import { readEntitlements } from "@/lib/features/entitlements/read";
import { makeEstimate } from "@/lib/features/estimates/estimate";
import { listMembers } from "@/lib/features/members/list";
import { checkCheckout } from "@/lib/features/orders/check-checkout";
import { orderProgress } from "@/lib/features/orders/progress";
import { listQuotes } from "@/lib/features/quotes/list";
import { readRevenue } from "@/lib/features/revenue/report";
import { changeView } from "@/lib/features/saved-views/change";
import { deleteView } from "@/lib/features/saved-views/delete";
import { listSavedViews } from "@/lib/features/saved-views/list";
import { saveView } from "@/lib/features/saved-views/save";
import { readTenant } from "@/lib/features/tenants/read";
import { readTenantSettings } from "@/lib/features/tenants/settings";
import { readToday } from "@/lib/features/today/read";
import { useDatabase } from "../support/use-database";
import { refuses } from "./everybody";

useDatabase();

// Everybody in the tenant, all staff, and of the keys those that read.
refuses(
  {
    checkCheckout: (ctx, tenantId) => checkCheckout(ctx, tenantId, {}),
    orderProgress: (ctx, tenantId) => orderProgress(ctx, tenantId, {}),
    readEntitlements: (ctx, tenantId) => readEntitlements(ctx, tenantId, {}),
  },
  { forbidden: ["key ingest"], notFound: ["stranger"] },
);
refuses(
  {
    readTenant: (ctx, tenantId) => readTenant(ctx, tenantId, {}),
    readTenantSettings: (ctx, tenantId) => readTenantSettings(ctx, tenantId, {}),
    listMembers: (ctx, tenantId) => listMembers(ctx, tenantId, {}),
  },
  { forbidden: ["key read", "key ingest", "key manage"], notFound: ["stranger"] },
);

// What belongs to no tenant is forbidden to all tenants' people alike.
const people = ["owner", "payer", "admin", "member", "stranger"] as const;
const keys = ["key read", "key ingest", "key manage"] as const;
refuses(
  {
    readToday: (ctx) => readToday(ctx, {}),
    listQuotes: (ctx) => listQuotes(ctx, {}),
    listSavedViews: (ctx) => listSavedViews(ctx, {}),
    saveView: (ctx) => saveView(ctx, { name: "Mine", query: "" }),
    changeView: (ctx) => changeView(ctx, { id: "view_none", name: "Mine" }),
    deleteView: (ctx) => deleteView(ctx, { id: "view_none" }),
  },
  { forbidden: [...people, ...keys], notFound: [] },
);
refuses(
  { readRevenue: (ctx) => readRevenue(ctx, {}) },
  { forbidden: [...people, ...keys, "rep", "another rep", "staff support"], notFound: [] },
);
refuses(
  {
    makeEstimate: (ctx) => makeEstimate(ctx, { planKey: "free", interval: "month", quantities: {} } as never),
  },
  { forbidden: [...people, "key ingest"], notFound: [] },
);
