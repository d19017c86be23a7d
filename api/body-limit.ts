import { createMiddleware } from "hono/factory";
import type { ApiContext, ApiEnvironment } from "./environment";
import { problemResponse } from "./problem";

/**
 * Limits the size of bodies. A stated length is believed, because the server enforces it. A body of unknown
 * length is read here, up to the limit, and passed on. Hono's own middleware passes it on in a way that the
 * server's lightweight requests do not support.
 */
export const limitBody = (mostBytes: number) =>
  createMiddleware<ApiEnvironment>(async (c, next) => {
    const length = c.req.header("content-length");
    const isStream = c.req.header("transfer-encoding") !== undefined;
    if (length !== undefined && !isStream)
      return Number(length) > mostBytes ? problemResponse(c, "body_too_large") : next();
    // In HTTP/1.1 a request with neither header has no body. Looking for one would cost more than all other
    // work here.
    if (c.env?.incoming && !isStream) return next();
    const { body } = c.req.raw;
    if (!body) return next();
    const bytes = await read(body, mostBytes);
    if (!bytes) return problemResponse(c, "body_too_large");
    handOn(c, bytes);
    return next();
  });

/** The whole body, or null if it is longer. */
async function read(body: ReadableStream<Uint8Array>, mostBytes: number) {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > mostBytes) return null;
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

function handOn(c: ApiContext, body: Uint8Array<ArrayBuffer>): void {
  const { url, method, raw } = c.req;
  c.req.raw = new Request(url, { method, headers: raw.headers, body });
}
