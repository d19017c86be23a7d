import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createApi } from "@/api/app";
import { createRateLimit } from "@/lib/http/rate-limit";

// The API as server/web.ts serves it, in a process of its own, without the pages behind it. One caller sends everything
// here, so the limit of requests per key is lifted; it is asked all the same.
const unlimited = () => createRateLimit({ burst: 1e12, perSecond: 1e12 });
const api = createApi({ perKey: unlimited(), failuresPerAddress: unlimited() });
const listener = getRequestListener(api.fetch, { overrideGlobalObjects: false });

const server = createServer(listener);
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("message", () => process.send?.({ rssBytes: process.memoryUsage.rss() }));
process.on("disconnect", () => process.exit(0));
