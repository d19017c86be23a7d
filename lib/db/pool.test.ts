import { connect, createServer, type Server } from "node:net";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { forgetEnvironment } from "@/lib/env";
import { useDatabase } from "@/tests/support/use-database";
import { closeDatabase } from "./client";
import { acrossTenants } from "./transaction";

useDatabase();

const listening = (server: Server, port = 0) =>
  new Promise<number>((resolve) => {
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
const closed = (server: Server) => new Promise((resolve) => server.close(resolve));

test("a query during a restart of the database succeeds once it is up", async () => {
  const url = new URL(process.env.DATABASE_URL ?? "");
  const database = { host: url.hostname, port: Number(url.port) };
  const door = createServer((socket) => {
    const inside = connect(database);
    for (const end of [socket, inside]) end.on("error", () => {});
    socket.pipe(inside).pipe(socket);
  });
  const port = await listening(door);
  await closed(door);
  url.port = String(port);
  process.env.DATABASE_URL = url.href;
  forgetEnvironment();
  await closeDatabase();
  const result = acrossTenants((tx) => tx.execute(sql`select 1 as n`));
  const opened = new Promise((resolve) => setTimeout(resolve, 600)).then(() => listening(door, port));
  expect((await result).rows).toEqual([{ n: 1 }]);
  await opened;
  await closeDatabase();
  await closed(door);
});
