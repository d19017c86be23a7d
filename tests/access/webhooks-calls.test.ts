import { createEndpoint } from "@/lib/features/console/webhook-endpoints/create-endpoint";
import { deleteEndpoint } from "@/lib/features/console/webhook-endpoints/delete-endpoint";
import { editEndpoint } from "@/lib/features/console/webhook-endpoints/edit-endpoint";
import {
  listDeliveries,
  listEndpoints,
  readEndpoint,
} from "@/lib/features/console/webhook-endpoints/list-endpoints";
import { redeliverOne, redeliverSince } from "@/lib/features/console/webhook-endpoints/redeliver";
import { rotateSecret } from "@/lib/features/console/webhook-endpoints/rotate-secret";
import { sendTestEvent } from "@/lib/features/console/webhook-endpoints/send-test-event";
import { switchEndpoint } from "@/lib/features/console/webhook-endpoints/switch-endpoint";
import { rotateApiKey } from "@/lib/features/people/api-keys/rotate-api-key";
import { createDashboardSession } from "@/lib/features/people/dashboard-sessions/create-dashboard-session";
import { saveEmbeddingSettings } from "@/lib/features/people/dashboard-sessions/embedding-settings";
import { useDatabase } from "../support/use-database";
import { refuses } from "./everybody";

useDatabase();
const allButAdmins = [
  "owner",
  "payer",
  "admin",
  "member",
  "stranger",
  "rep",
  "another rep",
  "staff support",
  "key read",
  "key ingest",
  "key manage",
] as const;
const endpointId = "whe_0190000000007000";
const url = "https://receiver.example/webhooks";

// Where events go, who may show billing pages, and what opens the API: for the SaaS's administrators alone.
refuses(
  {
    listEndpoints: (ctx) => listEndpoints(ctx, {}),
    readEndpoint: (ctx) => readEndpoint(ctx, { endpointId }),
    listDeliveries: (ctx) => listDeliveries(ctx, { endpointId }),
    createEndpoint: (ctx) => createEndpoint(ctx, { url, description: "", types: null }),
    editEndpoint: (ctx) => editEndpoint(ctx, { endpointId, url, description: "", types: null }),
    rotateSecret: (ctx) => rotateSecret(ctx, { endpointId, keepsFormer: true }),
    switchEndpoint: (ctx) => switchEndpoint(ctx, { endpointId, on: false }),
    deleteEndpoint: (ctx) => deleteEndpoint(ctx, { endpointId }),
    sendTestEvent: (ctx) => sendTestEvent(ctx, { endpointId }),
    redeliverOne: (ctx) => redeliverOne(ctx, { endpointId, deliveryId: "dlv_0190000000007000" }),
    redeliverSince: (ctx) => redeliverSince(ctx, { endpointId, since: "2026-11-20T00:00:00Z" }),
    saveEmbeddingSettings: (ctx) => saveEmbeddingSettings(ctx, { origins: "", brandColour: "" }),
    rotateApiKey: (ctx) => rotateApiKey(ctx, { keyId: "key_0190000000007000" }),
  },
  { forbidden: allButAdmins, notFound: [] },
);

// The SaaS's own server sends people to their pages; nobody makes such a link for themselves or for somebody else.
refuses(
  {
    createDashboardSession: (ctx, tenantId) =>
      createDashboardSession(ctx, tenantId, { member: "rei@example.com", page: "billing" }),
  },
  {
    forbidden: allButAdmins.filter((name) => name !== "stranger" && name !== "key manage"),
    notFound: ["stranger"],
  },
);
