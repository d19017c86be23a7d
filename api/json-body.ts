import { createMiddleware } from "hono/factory";
import { AmbiguousJson, parseStrictly } from "@/lib/http/strict-json";
import { gunzipped, isUtf8Declared, NotGzip, readEncoding } from "./content-coding";
import type { ApiContext, ApiEnvironment } from "./environment";
import { problemResponse } from "./problem";
import { BodyTooLarge } from "./signed-request";

const jsonMediaType = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a body of JSON for the routes behind it, so that none takes text that says something else than its sender wrote:
 * in another charset than UTF-8, with a field twice, with a number that loses digits.
 * @param mostBytes the largest body, also once it is unpacked.
 */
export const readJsonBody = (mostBytes: number) =>
  createMiddleware<ApiEnvironment>(async (c, next) => {
    const { method } = c.req;
    if (method === "GET" || method === "HEAD") return next();
    const contentType = c.req.header("content-type") ?? "";
    if (!jsonMediaType.test(contentType)) return next();
    if (!isUtf8Declared(contentType)) return problemResponse(c, "unsupported_charset");
    const text = await readText(c, mostBytes);
    if (typeof text !== "string") return text;
    // Whether a body is needed is the route's to say.
    if (text === "") return next();
    try {
      const value = parseStrictly(text);
      c.req.json = async <T>() => value as T;
    } catch (error) {
      if (error instanceof SyntaxError) return problemResponse(c, "malformed_json");
      if (error instanceof AmbiguousJson)
        return problemResponse(c, "invalid_input", { fields: error.fields });
      throw error;
    }
    return next();
  });

/** The body's text, or the answer that says why it cannot be read. */
async function readText(c: ApiContext, mostBytes: number): Promise<string | Response> {
  const encoding = readEncoding(c);
  if (!encoding) return problemResponse(c, "unsupported_encoding");
  try {
    const sent = await c.req.arrayBuffer();
    return utf8.decode(encoding === "gzip" ? await gunzipped(sent, mostBytes) : sent);
  } catch (error) {
    if (error instanceof BodyTooLarge) return problemResponse(c, "body_too_large");
    if (error instanceof NotGzip) return problemResponse(c, "not_gzip");
    // What a fatal decoder throws.
    if (error instanceof TypeError) return problemResponse(c, "not_utf8");
    throw error;
  }
}
