import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { createApi } from "@/api/app";
import { closeDatabase } from "@/lib/db/client";
import { databaseReady } from "@/lib/db/database-ready";
import { env } from "@/lib/env";
import { flushUses } from "@/lib/features/people/api-keys/note-use";
import { userKeys } from "@/lib/features/usage/mau/user-keys";
import { flushIngestStatistics } from "@/lib/features/usage/metering/ingest/ingest-statistics";
import { disagreesOnAggregations } from "@/lib/features/usage/metering/recount/agree-on-aggregations";
import { nameCaller } from "@/lib/http/named-caller";
import { exitWithParent } from "./lifecycle";
import { refuseOtherAccount } from "./refuse-other-account";
import { boundBody, boundSlowClients } from "./slow-clients";

/**
 * Paths that the API handles itself, before Next, at many times the throughput. All other paths are pages.
 */
const apiPaths = /^\/api\/(v1|health|stripe|docs|openapi\.json)(\/|\?|$)/;

const { PORT, HOST, CHOBA_DEV } = env();
const pages = next({ dev: CHOBA_DEV, dir: ".", hostname: HOST, port: PORT });
const api = getRequestListener(createApi().fetch, { overrideGlobalObjects: false });
const servePage = pages.getRequestHandler();

const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  boundBody(request, response);
  nameCaller(request);
  const serve = apiPaths.test(request.url ?? "") ? api(request, response) : servePage(request, response);
  serve.catch((error: unknown) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500).end();
  });
});

boundSlowClients(server);

// The database may be restarting now.
await databaseReady();
await refuseOtherAccount();
// Only the worker decides this. One web process without the variable must not have everybody's usage counted
// again.
if (await disagreesOnAggregations())
  console.warn(
    "This environment and the database differ on whether Stripe is on. Units count as the database says; the worker decides it when it starts.",
  );
// An AUTH_SECRET that does not fit this database is reported at once, and not to the first user.
await userKeys();

await pages.prepare();
server.listen(PORT, HOST, () => console.log(`web ready on ${HOST}:${PORT}`));

exitWithParent(async () => {
  server.closeIdleConnections();
  const closed = new Promise((resolve) => server.close(resolve));
  setTimeout(() => server.closeAllConnections(), 3_000).unref();
  await closed;
  await pages.close();
  await flushIngestStatistics().catch((error: unknown) => console.warn(error));
  await flushUses();
  await closeDatabase();
});
