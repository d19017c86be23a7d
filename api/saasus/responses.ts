import { z } from "@hono/zod-openapi";
import type { TypedResponse } from "hono";
import { createMiddleware } from "hono/factory";
import type { ApiContext, ApiEnvironment } from "@/api/environment";
import { type Problem, problemResponse } from "@/api/problem";
import { findKnownTenantId } from "@/lib/features/people/tenants/queries";

/** The base path of SaaSus's pricing API: their clients use `https://host/api` as base. */
export const saasusPath = "/api/v1/pricing" as const;
/** That of their auth API, of which Choba has what concerns plans. */
export const saasusAuthPath = "/api/v1/auth" as const;
export const unitsOfTenant = `${saasusPath}/metering/tenants/{tenant_id}/units` as const;

export const tags = ["SaaSus: metering"];
export const security: Record<string, string[]>[] = [{ apiKey: [] }, { saasusSignature: [] }];

const errorSchema = z
  .object({
    type: z.string().openapi({ example: "not_found" }),
    message: z.string().openapi({ description: "For people; with wrong fields it names each of them" }),
  })
  .openapi("SaasusError");

const problem = (description: string) => ({
  description,
  content: { "application/json": { schema: errorSchema } },
});

export const problems = {
  400: problem("A field is not valid, or the body is not JSON"),
  401: problem("No valid API key or signature"),
  403: problem("The key's scopes do not allow this"),
  404: problem("No such tenant, unit or tax rate"),
  409: problem("Not in its present state: the unit is used by a plan"),
  413: problem("The body is larger than 1 MB"),
  415: problem("The body is not declared as JSON"),
  429: problem("Too many requests; see Retry-After"),
  500: problem("Something went wrong on our side"),
};

/** The tenant that the path names, by our id or its slug. */
export const findSaasusTenant = createMiddleware<ApiEnvironment>(async (c, next) => {
  const asks = !c.get("ctx").known;
  const { value: tenantId } = await findKnownTenantId(c.req.param("tenant_id") ?? "", { asks });
  if (!tenantId)
    return problemResponse(c, "not_found", { fields: [{ field: "tenantId", rule: "unknown_tenant" }] });
  c.set("tenantId", tenantId);
  await next();
});

/**
 * Converts our problems to SaaSus's: only `type` and `message`, with wrong fields named in the message, and
 * 400 in place of 422. Every response carries SaaSus's trace id, the caller's own if it sent a plain one.
 */
export const inSaasusForm = createMiddleware<ApiEnvironment>(async (c, next) => {
  const own = c.req.header("x-saasus-trace-id") ?? "";
  c.header("X-Saasus-Trace-Id", /^[\w=-]{1,100}$/.test(own) ? own : c.get("requestId"));
  await next();
  if (c.res.status >= 400) await rewrite(c as ApiContext);
});

async function rewrite(c: ApiContext): Promise<void> {
  const { type, message, fields = [] } = (await c.res.json()) as Problem;
  const told = fields.map(({ field, message: rule }) => `${theirName(c, field)}: ${rule}`);
  const text = [message, ...told].join(" ");
  const headers = new Headers(c.res.headers);
  headers.delete("content-length");
  const status = c.res.status === 422 ? 400 : c.res.status;
  // Hono would copy the headers of the previous response.
  c.res = undefined;
  c.res = new Response(JSON.stringify({ type, message: text }), { status, headers });
}

/** What SaaSus's clients call a field of ours. */
const theirNames: Readonly<Record<string, string>> = {
  unit_name: "metering_unit_name",
  start: "start_timestamp",
  end: "end_timestamp",
  day: "date",
  idempotency_key: "Idempotency-Key",
};

const theirPlanNames: Readonly<Record<string, string>> = {
  plan_key: "next_plan_id",
  starts_at: "using_next_plan_from",
  tax_keys: "next_plan_tax_rate_id",
};

/** Where units themselves are made and changed, their name is `unit_name` to SaaSus too. */
const theirName = (c: ApiContext, field: string): string =>
  inTheirHeader[field] ??
  (c.req.path.startsWith(`${saasusPath}/metering/tenants/`) ? theirNames[field] : theirPlanNames[field]) ??
  field;

const inTheirHeader: Readonly<Record<string, string>> = { sig: "Sig", saas_id: "SaaSID" };

/** JSON that was written as text: hono cannot compare its form with what the route describes. */
type ExactJson = Response & TypedResponse<never, 200, "json">;

/** An answer whose counts are whole numbers of any length, written as JSON numbers with all their digits. */
export function exactJson(c: ApiContext, body: unknown): ExactJson {
  const text = JSON.stringify(body, (_, value) => (typeof value === "bigint" ? `bigint:${value}` : value));
  // Nothing else in these responses has this form: names and dates have no colon.
  const json = text.replace(/"bigint:(-?\d+)"/g, "$1");
  return c.body(json, 200, { "content-type": "application/json" }) as Response as ExactJson;
}
