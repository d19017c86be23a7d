import type { MiddlewareHandler } from "hono";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * The pages are for the person at this machine. A foreign Host (DNS rebinding) and forms from another site are refused.
 * A POST without Origin and Referer does not come from a browser, so it is accepted.
 */
export function guard(publicUrl: string): MiddlewareHandler {
  const own = new URL(publicUrl);
  return async (c, next) => {
    const { hostname, origin } = new URL(c.req.url);
    if (!LOOPBACK.has(hostname) && hostname !== own.hostname) return c.text("Unknown host", 421);
    if (c.req.method !== "GET" && c.req.method !== "HEAD") {
      const sender = c.req.header("Origin") ?? c.req.header("Referer");
      if (sender !== undefined && ![origin, own.origin].includes(originOf(sender)))
        return c.text("This form may only be sent from its own page.", 403);
    }
    await next();
  };
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address;
}
