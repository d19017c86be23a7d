import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * What Node itself can do on this machine under this generator: it reads the same requests, parses their bodies and
 * answers about as much. No framework, no key, no check, no database.
 */
const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => {
    const text = Buffer.concat(pieces).toString();
    const sent: { events?: unknown[]; user_id?: string } = text ? JSON.parse(text) : {};
    const answer = JSON.stringify({
      new: sent.events?.length ?? 0,
      user: sent.user_id ?? "",
      conflicts: [],
      rejected: [],
      uncounted_names: [],
      not_billed: [],
      unread_events: [],
    });
    response.writeHead(200, {
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(answer),
      "Cache-Control": "no-store",
    });
    response.end(answer);
  });
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("message", () => process.send?.({ rssBytes: process.memoryUsage.rss() }));
process.on("disconnect", () => process.exit(0));
