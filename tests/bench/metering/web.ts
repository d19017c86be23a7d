import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createApi } from "@/api/app";
import { sharedLimit } from "@/lib/db/shared-limit";
import { createRateLimit } from "@/lib/http/rate-limit";

// The API as server/web.ts serves it, in a process of its own, without the pages behind it. One caller sends everything
// here, so the limit of requests per key is lifted; it is asked all the same.
const api = createApi({
  perKey: createRateLimit({ burst: 1e12, perSecond: 1e12 }),
  failuresPerAddress: sharedLimit("bench", { most: 1e9, seconds: 1 }),
});
const listener = getRequestListener(api.fetch, { overrideGlobalObjects: false });

const server = createServer(listener);
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("message", () => process.send?.({ rssBytes: process.memoryUsage.rss() }));
process.on("disconnect", () => process.exit(0));
