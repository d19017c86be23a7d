import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { largestPage, listRegistrations } from "@/lib/features/license/registrations/list-registrations";
import type { Registration } from "@/lib/features/license/registrations/queries";
import { register, registrationName } from "@/lib/features/license/registrations/register";
import type { RegistrationKind } from "@/lib/features/license/registrations/registration-kinds";
import { removeRegistration } from "@/lib/features/license/registrations/remove-registration";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { idInPath } from "../id-in-path";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, limitReached, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const registrationSchema = z
  .object({ id: z.string(), name: z.string(), registered_at: z.iso.datetime() })
  .openapi("Registration");

const pageSchema = z
  .object({
    data: z.array(registrationSchema),
    registered: z.int(),
    maximum: z.int().nullable().openapi({ description: "null: no limit" }),
    next: z
      .string()
      .nullable()
      .openapi({ description: "Ask again with `after` set to this; null at the end" }),
  })
  .openapi("RegistrationPage");

/**
 * Registers, lists and removes one kind of thing. RPs and users differ only in their name and their limit.
 */
export function registrationRoutes(kind: RegistrationKind, resource: "rps" | "users") {
  const noun = kind === "rp" ? "RP" : "user";
  const name = kind === "rp" ? "Rp" : "User";
  const path = `${tenantPath}/${resource}` as const;
  const shared = { tags: [kind === "rp" ? "RPs" : "Users"], security };
  const sent = kind === "rp" ? { id: "portal", name: "Customer portal" } : { id: "u-17", name: "Anna Ito" };
  const example = { ...sent, registered_at: "2026-11-20T03:00:00.000Z" };

  const create = createRoute({
    ...shared,
    method: "post",
    operationId: `register${name}`,
    path,
    summary: `Register one ${noun} under your own id; the same id again changes nothing`,
    request: {
      params: tenantParameter,
      body: jsonBody(
        z.strictObject({
          id: foreignId,
          name: registrationName.optional(),
          hold_id: z
            .string()
            .max(60)
            .optional()
            .openapi({ description: "A hold that kept its place free; it takes one of its places" }),
        }),
        sent,
      ),
    },
    responses: {
      200: jsonResponse("It was registered already", registrationSchema, example),
      201: jsonResponse("It is registered now", registrationSchema, example),
      409: limitReached,
      ...bodyProblems,
      ...commonProblems,
    },
  });

  const list = createRoute({
    ...shared,
    method: "get",
    operationId: `list${name}s`,
    path,
    summary: `List the registered ${noun}s by id`,
    request: {
      params: tenantParameter,
      query: z.object({
        after: foreignId.optional(),
        limit: z.coerce.number().int().min(1).max(largestPage).default(100).openapi({ example: 100 }),
      }),
    },
    responses: {
      200: jsonResponse(`A page of ${noun}s`, pageSchema, {
        data: [example],
        registered: 1,
        maximum: 100,
        next: null,
      }),
      ...commonProblems,
    },
  });

  const remove = createRoute({
    ...shared,
    method: "delete",
    operationId: `remove${name}`,
    path: `${path}/{id}`,
    summary: `Remove one ${noun} and free its place; an unknown one is no error`,
    request: { params: tenantParameter.extend({ id: foreignId.meta({ example: sent.id }) }) },
    responses: { 204: { description: "It is not registered any more" }, ...commonProblems },
  });

  return new OpenAPIHono<ApiEnvironment>()
    .openapi(create, async (c) => {
      const { id, name, hold_id } = c.req.valid("json");
      const held = hold_id === undefined ? {} : { holdId: idInPath("hold", hold_id) };
      const input = { kind, externalId: id, name, ...held };
      const { registration, isNew } = granted(await register(c.get("ctx"), c.get("tenantId"), input));
      return c.json(toJson(registration), isNew ? 201 : 200);
    })
    .openapi(list, async (c) => {
      const input = { kind, ...c.req.valid("query") };
      const page = granted(await listRegistrations(c.get("ctx"), c.get("tenantId"), input));
      const { registrations, ...counts } = page;
      return c.json({ data: registrations.map(toJson), ...counts }, 200);
    })
    .openapi(remove, async (c) => {
      const input = { kind, externalId: c.req.valid("param").id };
      granted(await removeRegistration(c.get("ctx"), c.get("tenantId"), input));
      return c.body(null, 204);
    });
}

const toJson = ({ externalId, name, registeredAt }: Registration) => ({
  id: externalId,
  name,
  registered_at: registeredAt.toISOString(),
});
