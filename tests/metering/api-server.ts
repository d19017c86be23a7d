import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { createApi } from "@/api/app";

/**
 * The HTTP API as server/web mounts it, without the pages, in a process of its own that a test can kill and
 * restart quickly. It ends with its parent.
 */
const server = createServer(getRequestListener(createApi().fetch, { overrideGlobalObjects: false }));
server.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("ready"));

const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(), 500).unref();
