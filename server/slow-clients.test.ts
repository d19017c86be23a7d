import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { boundBody, boundSlowClients } from "./slow-clients";

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function serve(most: number): Promise<number> {
  server = createServer((request, response) => {
    boundBody(request, response, most);
    request.on("data", () => {});
    request.on("end", () => response.end("whole"));
    request.on("error", () => {});
  });
  boundSlowClients(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** What a client reads that sends the head of a body of ten bytes, a byte, and the rest only when it is told to. */
function slowly(port: number, type: string) {
  const socket = connect(port, "127.0.0.1");
  let said = "";
  socket.on("data", (chunk) => {
    said += chunk;
  });
  socket.on("error", () => {});
  const ended = new Promise<string>((resolve) => socket.on("close", () => resolve(said)));
  socket.write(
    `POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: 10\r\n\r\nx`,
  );
  return { ended, finish: () => socket.write("x".repeat(9)) };
}

test("a body that does not come is answered with 408 and its connection ended", async () => {
  const port = await serve(50);
  expect(await slowly(port, "application/json").ended).toMatch(/^HTTP\/1\.1 408 /);
});

test("a stream of events may take longer, and a body that comes in time is taken", async () => {
  const stream = slowly(await serve(1), "application/x-ndjson; charset=utf-8");
  await new Promise((resolve) => setTimeout(resolve, 50));
  stream.finish();
  expect(await stream.ended).toMatch(/^HTTP\/1\.1 200 [\s\S]*whole/);
  server.close();
  const body = slowly(await serve(60_000), "application/json");
  body.finish();
  expect(await body.ended).toMatch(/^HTTP\/1\.1 200 [\s\S]*whole/);
});

test("streams have no end of their own, headers and silence have", async () => {
  await serve(50);
  expect([server.requestTimeout, server.headersTimeout, server.timeout]).toEqual([0, 20_000, 120_000]);
});
