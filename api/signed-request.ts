import { publicUrl } from "@/lib/env";
import type { SignedRequest } from "@/lib/features/people/api-keys/signature";
import type { ApiContext } from "./environment";

/** The body is larger than may be read before its sender is known. */
export class BodyTooLarge extends Error {}

/**
 * What a signature covers. The address is the one that the sender used: the Host header's or, behind a proxy
 * that changes it, that of CHOBA_URL; with path and query as they were sent.
 */
export async function signedRequest(c: ApiContext, largestBodyBytes: number): Promise<SignedRequest> {
  const url = new URL(c.req.url);
  const path = c.env?.incoming?.url ?? url.pathname + url.search;
  const hosts = new Set([c.req.header("host") ?? url.host, new URL(publicUrl()).host]);
  return {
    method: c.req.method,
    addresses: [...hosts].map((host) => host + path),
    body: await takeBody(c, largestBodyBytes),
  };
}

/** Reads the body and puts it back for the route. */
async function takeBody(c: ApiContext, largestBytes: number): Promise<Uint8Array> {
  const stream = c.req.raw.body;
  if (!stream) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream as unknown as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > largestBytes) throw new BodyTooLarge();
    pieces.push(piece);
  }
  const body = Buffer.concat(pieces);
  // Made from its fields, because `Request` does not accept the request object of Node's server.
  c.req.raw = new Request(c.req.url, { method: c.req.method, headers: c.req.raw.headers, body });
  return body;
}
