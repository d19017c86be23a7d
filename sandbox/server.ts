import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import postgres from "postgres";
import { createControl } from "./control/create-control";
import { Failures } from "./core/failures";
import { newId } from "./core/ids";
import type { SandboxOptions } from "./core/options";
import { createApi } from "./http/create-api";
import { createOperations, type Operations } from "./operations/create-operations";
import { pages } from "./pages/index";
import { routes } from "./resources/routes";
import { newWebhookEndpoint } from "./shapes/webhook-endpoint";
import { startClock } from "./store/base-clock";
import { createSchema } from "./store/create-schema";
import { mutate } from "./store/transaction";
import type { Environment } from "./store/unit";
import { TimeDriver } from "./time/driver";
import { Deliveries } from "./webhooks/deliveries";

export interface Sandbox {
  url: string;
  operations: Operations;
  failures: Failures;
  /** Resolves when every pending webhook was attempted. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the sandbox on 127.0.0.1. Resolves when it accepts requests. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const sql = postgres(options.databaseUrl, { max: 10, onnotice: () => {} });
  await createSchema(sql);
  await startClock(sql, options.frozenNow);
  const failures = new Failures();
  const environment: Environment = {
    publicUrl: options.publicUrl ?? "",
    failures,
    taxRounding: options.taxRounding ?? "line",
  };
  const deliveries = new Deliveries(sql, failures, options.webhookRetryMs ?? [500, 2000, 5000, 15_000]);
  const driver = new TimeDriver(sql, environment, deliveries, options.tickMs ?? 500);
  const committed = () => deliveries.wake();
  const operations = createOperations({ sql, environment, committed });
  const app = new Hono();
  app.route("/_control", createControl({ sql, failures, driver, operations }));
  const api = createApi({ routes, sql, environment, failures, apiKey: options.apiKey, committed });
  app.all("/v1/*", (c) => api.fetch(c.req.raw));
  const server = createServer(getRequestListener((request) => app.fetch(request)));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  environment.publicUrl ||= url;
  app.route("/", pages({ publicUrl: environment.publicUrl, operations }));
  app.notFound((c) =>
    c.json(
      {
        error: {
          type: "invalid_request_error",
          message: `Unrecognized request URL (${c.req.method}: ${c.req.path}).`,
        },
      },
      404,
    ),
  );
  if (options.webhook) await registerEndpoint(sql, environment, options.webhook);
  driver.start();
  deliveries.wake();
  return {
    url,
    operations,
    failures,
    settled: () => deliveries.flush(),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await driver.close();
      await deliveries.close();
      await sql.end({ timeout: 5 });
    },
  };
}

/** Registers the endpoint of the options. A new URL updates the same endpoint, so that pending deliveries are kept. */
async function registerEndpoint(
  sql: postgres.Sql,
  environment: Environment,
  webhook: { url: string; secret: string },
): Promise<void> {
  await mutate(sql, environment, { id: null, idempotencyKey: null, method: "", path: "" }, async (unit) => {
    const known = await unit.all("webhook_endpoint");
    const row =
      known.find(({ hidden }) => hidden.isFromEnvironment) ??
      known.find(({ data }) => data.url === webhook.url) ??
      (await unit.create("webhook_endpoint", newWebhookEndpoint(newId("we"), unit.at, webhook.url), {
        secret: webhook.secret,
        isFromEnvironment: true,
      }));
    row.data.url = webhook.url;
    row.hidden.isFromEnvironment = true;
    row.hidden.secret = webhook.secret;
    row.data.status = "enabled";
    await unit.save(row);
  });
}
