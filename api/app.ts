import { OpenAPIHono } from "@hono/zod-openapi";
import type { Hono } from "hono";
import { every } from "hono/combine";
import { requestId } from "hono/request-id";
import { sharedLimit } from "@/lib/db/shared-limit";
import { createRateLimit } from "@/lib/http/rate-limit";
import { type ApiRateLimits, authenticate } from "./authenticate";
import { limitBody } from "./body-limit";
import { demoClock } from "./demo-clock";
import { serveDocument } from "./docs/document";
import { docs } from "./docs/routes";
import { checkouts } from "./dodo/checkouts";
import { customers } from "./dodo/customers";
import { meters } from "./dodo/meters";
import { payments } from "./dodo/payments";
import { planChange } from "./dodo/plan-change";
import { products } from "./dodo/products";
import { subscriptionCharge } from "./dodo/subscription-charge";
import { subscriptions } from "./dodo/subscriptions";
import { usageEvents } from "./dodo/usage-events";
import { usageHistoryRoute } from "./dodo/usage-history";
import type { ApiEnvironment } from "./environment";
import { errorResponse, refuseInvalid } from "./errors";
import { health } from "./health";
import { readJsonBody } from "./json-body";
import { answerUnrouted } from "./methods";
import { ownResources } from "./own-resources";
import { refuseZeroCharacters } from "./refuse-zero-characters";
import { repeatable } from "./repeatable";
import { saasus } from "./saasus";
import { stripeWebhook } from "./stripe-webhook";
import { authentications } from "./v1/authentications";
import { charges } from "./v1/charges";
import { corrections } from "./v1/corrections";
import { dashboardSessions } from "./v1/dashboard-sessions";
import { entitlements } from "./v1/entitlements";
import { estimates } from "./v1/estimates";
import { events, isEventStream } from "./v1/events";
import { eventsLog } from "./v1/events-log";
import { invoices } from "./v1/invoices";
import { license } from "./v1/license";
import { mau } from "./v1/mau";
import { members } from "./v1/members";
import { orders } from "./v1/orders";
import { plans } from "./v1/plans";
import { quotes } from "./v1/quotes";
import { renewal } from "./v1/renewal";
import { reservations } from "./v1/reservations";
import { rps } from "./v1/rps";
import { tenantRecords } from "./v1/tenant-records";
import { findTenant } from "./v1/tenants";
import { usage } from "./v1/usage";
import { usageAlerts } from "./v1/usage-alerts";
import { users } from "./v1/users";
import { describeWebhooks } from "./v1/webhook-messages";

const largestBodyBytes = 1024 * 1024;

const dodosResources = [
  "meters",
  "products",
  "addons",
  "customers",
  "checkouts",
  "subscriptions",
  "payments",
  "invoices",
];

const generousLimits = (): ApiRateLimits => ({
  perKey: createRateLimit({ burst: 40_000, perSecond: 20_000 }),
  failuresPerAddress: sharedLimit("api-failures", { most: 60, seconds: 60 }),
});

/**
 * The HTTP API: everything under /api except sign-in. server/web mounts it in front of Next. If Choba runs as
 * a plain Next app, Next's routes in app/api mount it.
 */
export function createApi(limits: ApiRateLimits = generousLimits()): Hono<ApiEnvironment> {
  const api = new OpenAPIHono<ApiEnvironment>({
    defaultHook: (checked, c) => refuseInvalid(checked, c),
  });
  api.onError(errorResponse);
  api.notFound(answerUnrouted(api));

  api.use(requestId({ limitLength: 100 }));
  // Set before the route runs, so that a route may overwrite it. Changing a finished response would copy it.
  api.use((c, next) => {
    c.header("Cache-Control", "no-store");
    c.header("X-Content-Type-Options", "nosniff");
    return next();
  });
  api.use(refuseZeroCharacters);
  const smallBody = limitBody(largestBodyBytes);
  // A stream of lines is read as it arrives, in pieces of limited size, so it may have any length.
  api.use((c, next) => (isEventStream(c) ? next() : smallBody(c, next)));

  api.route("/api/health", health);
  api.route("/api/stripe/webhook", stripeWebhook);
  api.route("/api/docs", docs);

  // Strangers learn nothing of a body's form, so it is read after the key.
  const authenticated = every(authenticate(limits), readJsonBody(largestBodyBytes));
  api.use("/api/v1/events/*", authenticated);
  api.use("/api/demo/*", authenticated);
  api.route("/api/demo/clock", demoClock);
  for (const resource of ownResources) api.use(`/api/v1/${resource}/*`, authenticated, repeatable);
  api.use("/api/v1/tenants/:tenant/*", findTenant);
  api.use("/api/v1/estimates/*", authenticated);
  api.use("/api/v1/events-log/*", authenticated);
  api.use("/api/v1/plans/*", authenticated);
  for (const resource of dodosResources) api.use(`/api/v1/${resource}/*`, authenticated);
  api.route("/", estimates);
  api.route("/", plans);
  for (const resource of [
    tenantRecords,
    members,
    events,
    eventsLog,
    corrections,
    usageEvents,
    usage,
    meters,
    products,
    customers,
    checkouts,
    planChange,
    subscriptionCharge,
    usageHistoryRoute,
    subscriptions,
    payments,
    authentications,
    mau,
    license,
    entitlements,
    renewal,
    orders,
    reservations,
    invoices,
    quotes,
    usageAlerts,
    charges,
    rps,
    users,
    dashboardSessions,
  ])
    api.route("/", resource);
  api.route("/", saasus(authenticated));

  describeWebhooks(api);
  serveDocument(api);
  return api;
}
