import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { editCustomer } from "@/lib/features/console/customers/edit-customer";
import { endTenancy, resumeTenancy } from "@/lib/features/console/tenant-records/end-tenancy";
import {
  listTenantRecords,
  readTenantRecord,
} from "@/lib/features/console/tenant-records/list-tenant-records";
import { registerTenant } from "@/lib/features/console/tenant-records/register-tenant";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { pageOf, pageQuery } from "./paging";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, notInThisState, security } from "./responses";
import { newTenantBody, tenantChangeBody, tenantExample, tenantSchema, toTenant } from "./tenant-schema";
import { tenantParameter, tenantPath } from "./tenants";

const path = "/api/v1/tenants";
const shared = { tags: ["Tenants"], security };

const create = createRoute({
  ...shared,
  method: "post",
  path,
  operationId: "createTenant",
  summary: "Make a tenant with its owner, on Free at once",
  description:
    "For when somebody registers in your product. `external_id` names it: the same content again answers 200 with the same tenant, other content 409 by field. The owner is a member at once.",
  request: {
    body: jsonBody(newTenantBody, {
      external_id: tenantExample.external_id,
      name: tenantExample.name,
      owner: { email: "mei@maple.example", name: "Mei Kato", external_id: "usr-17" },
      country: "JP",
      metadata: tenantExample.metadata,
    }),
  },
  responses: {
    200: jsonResponse("It was made before", tenantSchema, tenantExample),
    201: jsonResponse("It is made", tenantSchema, tenantExample),
    409: notInThisState,
    ...bodyProblems,
    ...commonProblems,
  },
});

const list = createRoute({
  ...shared,
  method: "get",
  path,
  operationId: "listTenants",
  summary: "List tenants, the newest first",
  request: {
    query: z.object({
      ...pageQuery,
      external_id: z.string().max(255).optional(),
      owner_email: z.string().max(254).optional().openapi({ description: "Of one of its owners" }),
    }),
  },
  responses: {
    200: jsonResponse("A page of tenants", pageOf(tenantSchema).openapi("TenantPage"), {
      data: [tenantExample],
      next: null,
    }),
    ...commonProblems,
  },
});

const read = createRoute({
  ...shared,
  method: "get",
  path: tenantPath,
  operationId: "readTenant",
  summary: "Read a tenant",
  request: { params: tenantParameter },
  responses: { 200: jsonResponse("The tenant", tenantSchema, tenantExample), ...commonProblems },
});

const update = createRoute({
  ...shared,
  method: "patch",
  path: tenantPath,
  operationId: "updateTenant",
  summary: "Change a tenant's name, language, your id of it, or metadata",
  request: { params: tenantParameter, body: jsonBody(tenantChangeBody, { name: "Maple Foods K.K." }) },
  responses: {
    200: jsonResponse("The tenant", tenantSchema, { ...tenantExample, name: "Maple Foods K.K." }),
    409: notInThisState,
    ...bodyProblems,
    ...commonProblems,
  },
});

const close = createRoute({
  ...shared,
  method: "post",
  path: `${tenantPath}/close`,
  operationId: "closeTenant",
  summary: "Part from a tenant; its data stays",
  description:
    "Its people do not come in any more; nothing is ordered, registered or recorded. 409 `tenant_owes` while something is to be paid, `license_runs` while a paid license renews, `contract_stands` while a contract does.",
  request: { params: tenantParameter },
  responses: {
    200: jsonResponse("It is closed", tenantSchema, {
      ...tenantExample,
      state: "closed",
      closed_at: "2026-11-20T03:00:00.000Z",
    }),
    409: notInThisState,
    ...commonProblems,
  },
});

const reopen = createRoute({
  ...shared,
  method: "post",
  path: `${tenantPath}/reopen`,
  operationId: "reopenTenant",
  summary: "Take a closed tenant back, as it was",
  request: { params: tenantParameter },
  responses: {
    200: jsonResponse("It is open", tenantSchema, tenantExample),
    409: notInThisState,
    ...commonProblems,
  },
});

/** The SaaS's customers, by the ids of both sides. */
export const tenantRecords = new OpenAPIHono<ApiEnvironment>()
  .openapi(create, async (c) => {
    const { external_id: externalId, time_zone, owner, ...rest } = c.req.valid("json");
    const { external_id: ownerId, ...person } = owner;
    const input = {
      ...rest,
      externalId,
      owner: { ...person, ...(ownerId === undefined ? {} : { externalId: ownerId }) },
      ...(time_zone === undefined ? {} : { timeZone: time_zone }),
    };
    const { tenant, isNew } = granted(await registerTenant(c.get("ctx"), input));
    return c.json(toTenant(tenant), isNew ? 201 : 200);
  })
  .openapi(list, async (c) => {
    const { limit, after, external_id: externalId, owner_email: ownerEmail } = c.req.valid("query");
    const filter = { limit, after, externalId, ownerEmail };
    const { records, next } = granted(await listTenantRecords(c.get("ctx"), filter));
    return c.json({ data: records.map(toTenant), next }, 200);
  })
  .openapi(read, async (c) => c.json(await current(c), 200))
  .openapi(update, async (c) => {
    const { external_id, ...rest } = c.req.valid("json");
    const change = { ...rest, ...(external_id === undefined ? {} : { externalId: external_id }) };
    granted(await editCustomer(c.get("ctx"), c.get("tenantId"), change));
    return c.json(await current(c), 200);
  })
  .openapi(close, async (c) => {
    granted(await endTenancy(c.get("ctx"), c.get("tenantId"), {}));
    return c.json(await current(c), 200);
  })
  .openapi(reopen, async (c) => {
    granted(await resumeTenancy(c.get("ctx"), c.get("tenantId"), {}));
    return c.json(await current(c), 200);
  });

const current = async (c: ApiContext) =>
  toTenant(granted(await readTenantRecord(c.get("ctx"), c.get("tenantId"), {})));
