import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { dashboardPageNames } from "@/lib/domain/access/dashboard-pages";
import { createDashboardSession } from "@/lib/features/people/dashboard-sessions/create-dashboard-session";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, notInThisState, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const sent = z
  .strictObject({
    member: z
      .string()
      .min(1)
      .max(320)
      .openapi({ description: "`usr_…`, `external:` and your own id, or a mail address" }),
    page: z.enum(dashboardPageNames),
    locale: z
      .enum(["en", "ja"])
      .optional()
      .openapi({ description: "The language of the pages; left out: the browser's" }),
    return_url: z
      .string()
      .max(2000)
      .optional()
      .openapi({ description: "Where the page leads back, at one of the sites of the settings" }),
    embed_origin: z.string().max(300).optional().openapi({
      description:
        "The site whose frame shows the page, one of those of the settings. Left out: the page is opened in a window",
    }),
  })
  .openapi("NewDashboardSession");

const made = z
  .object({
    id: z.string(),
    url: z.string().openapi({ description: "Opens once; send the browser there at once" }),
    expires_at: z.iso.datetime(),
  })
  .openapi("DashboardSession");

const create = createRoute({
  method: "post",
  path: `${tenantPath}/dashboard-sessions`,
  operationId: "createDashboardSession",
  tags: ["Dashboard sessions"],
  summary: "Make a link that opens a billing page for one of the tenant's people, once and within a minute",
  security,
  request: {
    params: tenantParameter,
    body: jsonBody(sent, {
      member: "external:u-17",
      page: "billing",
      locale: "ja",
      return_url: "https://app.example.com/account",
      embed_origin: "https://app.example.com",
    }),
  },
  responses: {
    201: jsonResponse("The link", made, {
      id: "dbs_0193f0aa5c7d7e0a8d1f2b3c4d5e6f70",
      url: "https://billing.example.com/open/Zm9yIG9uZSBtaW51dGU",
      expires_at: "2026-11-20T03:01:00.000Z",
    }),
    409: notInThisState,
    ...bodyProblems,
    ...commonProblems,
  },
});

/** How the SaaS's menu leads to billing pages without a second sign-in. */
export const dashboardSessions = new OpenAPIHono<ApiEnvironment>().openapi(create, async (c) => {
  const { member, page, locale, return_url, embed_origin } = c.req.valid("json");
  const input = { member, page, locale, returnUrl: return_url, embedOrigin: embed_origin };
  const { id, url, expiresAt } = granted(
    await createDashboardSession(c.get("ctx"), c.get("tenantId"), input),
  );
  return c.json({ id, url, expires_at: expiresAt.toISOString() }, 201);
});
