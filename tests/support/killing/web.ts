import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { getRequestListener } from "@hono/node-server";
import { createApi } from "@/api/app";
import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { systemContext } from "@/lib/features/foundation/context/context";
import { confirmChange } from "@/lib/features/license/confirm-change/confirm-change";
import { exitWithParent } from "@/server/lifecycle";

/*
 * The web process without its pages: Stripe's webhooks, and what the button of the plan screen calls. It does an order's
 * first steps itself, so it can be killed between them.
 */
const api = getRequestListener(createApi().fetch, { overrideGlobalObjects: false });

const server = createServer(async (request, response) => {
  if (request.url !== "/confirm") return api(request, response);
  try {
    const { userId, tenantId, change } = JSON.parse(await text(request));
    const system = systemContext("test", await readClock(), newId("audit"));
    const ctx = { ...system, actor: { kind: "user" as const, userId, name: "Owner", staffRole: null } };
    const answer = await confirmChange(ctx, tenantId, change);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});
server.listen(Number(process.env.PORT), "127.0.0.1", () =>
  console.log(`web ready on http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);

exitWithParent(async () => {
  server.close();
});
