import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, security } from "@/api/v1/responses";
import { createCustomer } from "@/lib/features/console/customers/create-customer";
import { editCustomer } from "@/lib/features/console/customers/edit-customer";
import { listCustomers, readCustomer } from "@/lib/features/console/customers/list-customers";
import type { Customer } from "@/lib/features/console/customers/queries";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { foreignId, instant } from "@/lib/features/foundation/input/input-rules";
import { openPortal } from "@/lib/features/payers/payment-account/open-portal";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { impossible, metadataField } from "./body-fields";
import { inDodosNames } from "./dodo-fields";
import { offsetOf, pageQuery } from "./paging";

const path = "/api/v1/customers";
const shared = { tags: ["Customers"], security };
const example = {
  business_id: "ten_backoffice",
  customer_id: "ten_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  name: "Acme",
  email: "owner@acme.example",
  phone_number: null,
  metadata: {},
  created_at: "2026-11-20T03:00:00.000Z",
  slug: "acme",
  currency: "USD",
};

const customerSchema = z
  .object({
    business_id: z.string(),
    customer_id: z.string().openapi({ description: "The tenant's id" }),
    name: z.string(),
    email: z.string().openapi({ description: "Of who pays" }),
    phone_number: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
    created_at: z.iso.datetime(),
    slug: z.string().openapi({ description: "Choba's addition" }),
    currency: z.string().openapi({ description: "Choba's addition: a customer pays in one currency" }),
  })
  .openapi("Customer", { example });

const pageSchema = z
  .object({ items: z.array(customerSchema) })
  .openapi("CustomerPage", { example: { items: [example] } });

const idParameter = z.object({
  id: foreignId.meta({ description: "Tenant id, slug, or Stripe customer id", example: "acme" }),
});

const list = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoListCustomers",
  path,
  summary: "List tenants as customers, the newest first (Dodo's dialect)",
  request: {
    query: z.object({
      ...pageQuery,
      email: z.string().max(254).optional(),
      name: z.string().max(120).optional().openapi({ description: "A part of it" }),
      created_at_gte: instant.optional(),
      created_at_lte: instant.optional(),
    }),
  },
  responses: {
    200: jsonResponse("A page; an empty one is past the end", pageSchema),
    ...commonProblems,
  },
});

const create = createRoute({
  ...shared,
  method: "post",
  operationId: "dodoCreateCustomer",
  path,
  summary: "Make a tenant on Free, owned by this address (Dodo's dialect)",
  description:
    "Nobody is mailed; its owner signs in by the usual link. The same address and name again are the same customer.",
  request: {
    body: jsonBody(
      z.strictObject({
        email: z.string().max(254),
        name: z.string().max(120),
        phone_number: z.string().max(40).nullish(),
        metadata: metadataField.nullish(),
        currency: z.string().max(10).optional().openapi({ description: "Choba's addition" }),
        time_zone: z.string().max(60).optional().openapi({ description: "Choba's addition" }),
        locale: z.enum(["en", "ja"]).optional().openapi({ description: "Choba's addition" }),
      }),
      { email: "owner@acme.example", name: "Acme" },
    ),
  },
  responses: { 200: jsonResponse("The customer", customerSchema), ...bodyProblems, ...commonProblems },
});

const retrieve = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoReadCustomer",
  path: `${path}/{id}`,
  summary: "Read a customer (Dodo's dialect)",
  request: { params: idParameter },
  responses: { 200: jsonResponse("The customer", customerSchema), ...commonProblems },
});

const update = createRoute({
  ...shared,
  method: "patch",
  operationId: "dodoUpdateCustomer",
  path: `${path}/{id}`,
  summary: "Change a customer's name, phone number or metadata (Dodo's dialect)",
  request: {
    params: idParameter,
    body: jsonBody(
      z.strictObject({
        name: z.string().max(120).nullish(),
        phone_number: z.string().max(40).nullish(),
        metadata: metadataField.nullish(),
        // Who pays is decided by the tenant and proven by a mailbox.
        email: impossible,
      }),
      { name: "Acme K.K." },
    ),
  },
  responses: { 200: jsonResponse("The customer", customerSchema), ...bodyProblems, ...commonProblems },
});

const portal = createRoute({
  ...shared,
  method: "post",
  operationId: "dodoOpenCustomerPortal",
  path: `${path}/{id}/customer-portal/session`,
  summary: "A link to Stripe's customer portal (Dodo's dialect)",
  request: {
    params: idParameter,
    query: z.object({
      return_url: z.string().optional().openapi({ description: "Where the portal leads back to" }),
      send_email: z
        .enum(["true", "false"])
        .optional()
        .refine((value) => value !== "true", { params: { rule: "not_possible_here" } }),
    }),
  },
  responses: {
    200: jsonResponse("The link; it is valid for minutes", z.object({ link: z.string() }), {
      link: "https://billing.stripe.com/p/session/test_YWNjdF8x",
    }),
    ...commonProblems,
  },
});

/** Tenants in Dodo's dialect (npm `dodopayments`, `client.customers`). */
export const customers = new OpenAPIHono<ApiEnvironment>()
  .openapi(list, async (c) => {
    const query = c.req.valid("query");
    const found = await listCustomers(c.get("ctx"), {
      email: query.email,
      name: query.name,
      from: dateOf(query.created_at_gte),
      until: dateOf(query.created_at_lte),
      limit: query.page_size,
      offset: offsetOf(query),
    });
    return c.json({ items: granted(found).map(toCustomer) }, 200);
  })
  .openapi(create, async (c) => {
    const { phone_number, metadata, time_zone, ...body } = c.req.valid("json");
    const made = await createCustomer(c.get("ctx"), {
      ...body,
      ...(phone_number ? { phoneNumber: phone_number } : {}),
      ...(metadata ? { metadata } : {}),
      ...(time_zone ? { timeZone: time_zone } : {}),
    });
    return c.json(toCustomer(granted(inDodosNames(made, { currency: "currency" }))), 200);
  })
  .openapi(retrieve, async (c) => c.json(toCustomer(await read(c, c.req.valid("param").id)), 200))
  .openapi(update, async (c) => {
    const { id } = await read(c, c.req.valid("param").id);
    const { name, phone_number, metadata } = c.req.valid("json");
    const change = {
      ...(name ? { name } : {}),
      ...(phone_number === undefined ? {} : { phoneNumber: phone_number }),
      ...(metadata ? { metadata } : {}),
    };
    granted(await editCustomer(c.get("ctx"), id, change));
    return c.json(toCustomer(await read(c, id)), 200);
  })
  .openapi(portal, async (c) => {
    const { id, locale } = await read(c, c.req.valid("param").id);
    const { return_url: returnUrl } = c.req.valid("query");
    const opened = await openPortal(c.get("ctx"), id, { locale, ...(returnUrl ? { returnUrl } : {}) });
    const { url } = granted(opened);
    return c.json({ link: url }, 200);
  });

const read = async (c: ApiContext, reference: string) =>
  granted(await readCustomer(c.get("ctx"), { reference }));

export const dateOf = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);

export const toCustomer = ({
  id,
  name,
  email,
  phoneNumber,
  metadata,
  createdAt,
  slug,
  currency,
}: Customer) => ({
  business_id: backOffice,
  customer_id: id,
  name,
  email,
  phone_number: phoneNumber,
  metadata,
  created_at: createdAt.toISOString(),
  slug,
  currency,
});
