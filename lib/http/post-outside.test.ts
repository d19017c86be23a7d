import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { AddressNotAllowed, postOutside } from "./post-outside";
import { isPublicAddress } from "./public-address";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server of this machine, and how often it was reached. */
async function receiver(answer: RequestListener) {
  const seen = { connections: 0, requests: 0 };
  const server = createServer((request, response) => {
    seen.requests++;
    answer(request, response);
  });
  server.on("connection", () => seen.connections++);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, seen };
}

const asked = (url: string, isAllowed: (address: string) => boolean) =>
  postOutside({ url, headers: {}, body: "{}", timeoutMs: 300, mostBytes: 10, isAllowed });

test("a name that leads to a private address is never connected to, nor is such an address", async () => {
  const { port, seen } = await receiver((_, response) => response.end());
  for (const host of ["localhost", "127.0.0.1", "[::ffff:127.0.0.1]"])
    await expect(asked(`http://${host}:${port}/`, isPublicAddress)).rejects.toThrow(AddressNotAllowed);
  expect(seen.connections).toBe(0);
});

test("only the beginning of a response is read, and a redirect is not followed", async () => {
  const { port, seen } = await receiver((_, response) => {
    response.writeHead(302, { location: "/elsewhere" });
    response.end("x".repeat(100_000));
  });
  const answer = await asked(`http://localhost:${port}/`, () => true);
  expect(answer).toEqual({ status: 302, body: "x".repeat(10) });
  expect(seen.requests).toBe(1);
});

test("who does not answer, or does not finish, is not waited for", async () => {
  const silent = await receiver(() => {});
  const endless = await receiver((_, response) => response.write("x"));
  for (const { port } of [silent, endless])
    await expect(asked(`http://localhost:${port}/`, () => true)).rejects.toMatchObject({
      name: "TimeoutError",
    });
});
