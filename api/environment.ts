import type { HttpBindings } from "@hono/node-server";
import type { Context as HonoContext } from "hono";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";

/** What the API's middleware finds out once per request for its routes. */
export type ApiEnvironment = {
  /** Absent if Next passes the request on. */
  Bindings: Partial<HttpBindings> | undefined;
  Variables: {
    requestId: string;
    /** Who calls and when, once authenticated. */
    ctx: Context;
    /** The tenant that the path names. */
    tenantId: Id<"tenant">;
  };
};

export type ApiContext = HonoContext<ApiEnvironment>;
