import { checkEntitlement, listEntitlements } from "@/lib/features/billing/entitlements/check-entitlement";
import { closeHold } from "@/lib/features/billing/entitlements/close-hold";
import { makeHold } from "@/lib/features/billing/entitlements/make-hold";
import { makeEstimate } from "@/lib/features/catalog/estimates/make-estimate";
import { readEstimate } from "@/lib/features/catalog/estimates/read-estimate";
import { listQuotes } from "@/lib/features/console/quotes/overview/list-quotes";
import { saveBookSettings } from "@/lib/features/console/revenue/book-settings";
import { readMoney } from "@/lib/features/console/revenue/read-money";
import { readRevenue } from "@/lib/features/console/revenue/read-revenue";
import { changeView } from "@/lib/features/console/saved-views/change-view";
import { deleteView } from "@/lib/features/console/saved-views/delete-view";
import { listSavedViews } from "@/lib/features/console/saved-views/list-saved-views";
import { saveView } from "@/lib/features/console/saved-views/save-view";
import { readToday } from "@/lib/features/console/today/read-today";
import { readEntitlements } from "@/lib/features/license/entitlements/read-entitlements";
import { checkCheckout } from "@/lib/features/license/orders/check-checkout";
import { orderProgress } from "@/lib/features/license/orders/order-progress";
import { listMembers } from "@/lib/features/people/members/list-members";
import { readTenant } from "@/lib/features/people/tenants/read-tenant";
import { readTenantSettings } from "@/lib/features/people/tenants/read-tenant-settings";
import { useDatabase } from "../support/use-database";
import { refuses } from "./everybody";

useDatabase();

const about = { type: "limit", limit: "registeredRps" } as const;

// Everybody in the tenant, all staff, and keys for reading.
refuses(
  {
    checkCheckout: (ctx, tenantId) => checkCheckout(ctx, tenantId, {}),
    orderProgress: (ctx, tenantId) => orderProgress(ctx, tenantId, {}),
    readEntitlements: (ctx, tenantId) => readEntitlements(ctx, tenantId, {}),
    listEntitlements: (ctx, tenantId) => listEntitlements(ctx, tenantId, {}),
    checkEntitlement: (ctx, tenantId) => checkEntitlement(ctx, tenantId, { about, quantity: 1 }),
  },
  { forbidden: ["key ingest"], notFound: ["stranger"] },
);
refuses(
  {
    makeHold: (ctx, tenantId) => makeHold(ctx, tenantId, { about, quantity: 1 }),
    closeHold: (ctx, tenantId) => closeHold(ctx, tenantId, { holdId: "hld_00000000", outcome: "released" }),
  },
  { forbidden: ["owner", "member", "staff admin", "key read", "key ingest"], notFound: ["stranger"] },
);
refuses(
  {
    readTenant: (ctx, tenantId) => readTenant(ctx, tenantId, {}),
    readTenantSettings: (ctx, tenantId) => readTenantSettings(ctx, tenantId, {}),
    listMembers: (ctx, tenantId) => listMembers(ctx, tenantId, {}),
  },
  { forbidden: ["key ingest"], notFound: ["stranger"] },
);

// What belongs to no tenant is forbidden to every tenant's people.
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
  { readRevenue: (ctx) => readRevenue(ctx, {}), readMoney: (ctx) => readMoney(ctx, {}) },
  { forbidden: [...people, ...keys], notFound: [] },
);
refuses(
  { saveBookSettings: (ctx) => saveBookSettings(ctx, { timeZone: "UTC" }) },
  { forbidden: [...people, ...keys, "rep", "another rep", "staff support"], notFound: [] },
);
refuses(
  {
    makeEstimate: (ctx) => makeEstimate(ctx, { planKey: "free", interval: "month", quantities: {} } as never),
    readEstimate: (ctx) => readEstimate(ctx, { id: "est_00000000" }),
  },
  { forbidden: [...people, "key ingest"], notFound: [] },
);
