import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createGunzip, gunzip } from "node:zlib";
import type { ApiContext } from "./environment";
import { BodyTooLarge } from "./signed-request";
import type { Bytes } from "./v1/event-lines";

/** The body says that it is packed by gzip, and is not. */
export class NotGzip extends Error {}

/** How a body is packed (Content-Encoding, RFC 9110). Null: in a way that is not read. */
export function readEncoding(c: ApiContext): "plain" | "gzip" | null {
  const encoding = (c.req.header("content-encoding") ?? "").trim().toLowerCase();
  if (encoding === "" || encoding === "identity") return "plain";
  return encoding === "gzip" || encoding === "x-gzip" ? "gzip" : null;
}

/** JSON is in UTF-8 (RFC 8259), whether it says so or not. */
export const isUtf8Declared = (contentType: string): boolean =>
  /^utf-?8$/i.test(/;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType)?.[1] ?? "utf-8");

const unpack = promisify(gunzip);

/** @throws BodyTooLarge beyond `mostBytes`, so that a small body cannot fill the memory; NotGzip. */
export async function gunzipped(sent: ArrayBuffer, mostBytes: number): Promise<Uint8Array> {
  try {
    return await unpack(new Uint8Array(sent), { maxOutputLength: mostBytes });
  } catch (error) {
    throw isTooLarge(error) ? new BodyTooLarge() : new NotGzip();
  }
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";

/** Unpacks a stream piece by piece. @throws NotGzip, also if it ends too early. */
export async function* gunzippedPieces(sent: Bytes): AsyncGenerator<Uint8Array> {
  const unpacker = createGunzip();
  // What breaks on the way ends the unpacker too, so it is told below.
  void pipeline(Readable.from(sent), unpacker).catch(() => {});
  try {
    for await (const piece of unpacker) yield piece;
  } catch (error) {
    throw isOfZlib(error) ? new NotGzip() : error;
  }
}

const isOfZlib = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
