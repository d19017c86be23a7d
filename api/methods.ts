import type { Hono } from "hono";
import type { ApiContext, ApiEnvironment } from "./environment";
import { problemResponse } from "./problem";

/**
 * What is answered where no route fits: 405 with the methods that the address takes (RFC 9110, 15.5.6), or 404 if there is
 * no such address.
 */
export function answerUnrouted(api: Hono<ApiEnvironment>) {
  let known: { method: string; address: RegExp }[] | undefined;
  return (c: ApiContext) => {
    known ??= api.routes
      // Middleware is registered for all methods.
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => ({ method, address: addressForm(path) }));
    const methods = known.filter(({ address }) => address.test(c.req.path)).map(({ method }) => method);
    // A route of this method that found nothing has said so itself.
    if (methods.length === 0 || methods.includes(c.req.method)) return problemResponse(c, "not_found");
    c.header("Allow", [...new Set(methods)].sort().join(", "));
    return problemResponse(c, "method_not_allowed");
  };
}

/** `/units/:id` as an expression. Of optional and repeated parts there are none here. */
const addressForm = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/:\w+(\{[^/]+\})?/g, "[^/]+")}$`);
