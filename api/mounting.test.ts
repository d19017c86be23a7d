import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DELETE, GET, POST } from "@/app/api/v1/[...route]/route";
import { makeKey, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase();

let server: Server;
let origin: string;
let bearer: Record<string, string>;

beforeAll(async () => {
  server = createServer(getRequestListener(createApi().fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { secret } = await makeKey("manage");
  bearer = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const strangeId = "a/b%2F..?c#d e";

describe.each([
  ["behind an HTTP server", (url: string, init: RequestInit) => fetch(url, init)],
  [
    "by Next's route",
    (url: string, init: RequestInit) => {
      const handler = { DELETE, GET, POST }[init.method ?? "GET"] ?? GET;
      return handler(new Request(url, init));
    },
  ],
] as const)("served %s", (_, call) => {
  test("an id with slashes and escapes is registered, listed and removed", async () => {
    const { slug } = await makeTenant();
    const rps = `${origin}/api/v1/tenants/${slug}/rps`;
    const created = await call(rps, {
      method: "POST",
      headers: bearer,
      body: JSON.stringify({ id: strangeId }),
    });
    expect(created.status).toBe(201);
    const listed = await call(rps, { method: "GET", headers: bearer });
    expect(await listed.json()).toMatchObject({ data: [{ id: strangeId }], registered: 1 });
    const one = `${rps}/${encodeURIComponent(strangeId)}`;
    expect((await call(one, { method: "DELETE", headers: bearer })).status).toBe(204);
    const after = await call(rps, { method: "GET", headers: bearer });
    expect(await after.json()).toMatchObject({ data: [], registered: 0 });
  });

  test("a body of unknown length is read up to a megabyte and no further", async () => {
    const { slug } = await makeTenant();
    const post = (text: string) =>
      call(`${origin}/api/v1/tenants/${slug}/users`, {
        method: "POST",
        headers: bearer,
        body: new Blob([text]).stream(),
        duplex: "half",
      } as RequestInit);
    expect((await post(JSON.stringify({ id: "anna" }))).status).toBe(201);
    expect((await post(JSON.stringify({ id: "x".repeat(1_200_000) }))).status).toBe(413);
  });
});

test("a client that hangs up in the middle of its body is no error of ours", async () => {
  const said: unknown[] = [];
  for (const level of ["error", "warn"] as const)
    vi.spyOn(console, level).mockImplementation((...words) => void said.push(...words));
  const { port } = server.address() as AddressInfo;
  const gone = new Promise<void>((resolve) =>
    server.once("connection", (socket) => socket.once("close", () => resolve())),
  );
  const socket = connect(port, "127.0.0.1");
  const head = `POST /api/v1/events/ingest HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n`;
  const headers = Object.entries(bearer).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`${head}${headers.join("")}\r\n{"events":`, () => setTimeout(() => socket.destroy(), 100));
  await gone;
  // Whatever follows from it is said before the next request is answered.
  await fetch(`${origin}/api/v1/meters`, { headers: bearer });
  vi.restoreAllMocks();
  expect(said.map(String)).toEqual([]);
});
