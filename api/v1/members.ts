import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { memberRoles } from "@/lib/domain/access/actions";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { addMember } from "@/lib/features/people/members/add-member";
import { editMember } from "@/lib/features/people/members/edit-member";
import { resolveMember } from "@/lib/features/people/members/find-member-id";
import {
  listMemberRecords,
  type MemberRecord,
  readMemberRecord,
} from "@/lib/features/people/members/member-records";
import { removeMemberNamed } from "@/lib/features/people/members/remove-member";
import { locales } from "@/lib/i18n/locales";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { pageOf, pageQuery } from "./paging";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, notInThisState, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const path = `${tenantPath}/members` as const;
const shared = { tags: ["Members"], security };

const example = {
  id: "usr_019a9c3e7d5c7b579f1e4f5d8f0d2a12",
  external_id: "usr-18",
  name: "Jun Abe",
  email: "jun@acme.example",
  role: "member" as const,
  payment_administrator: false,
  joined_at: "2026-11-20T03:00:00.000Z",
};

const memberSchema = z
  .object({
    id: z.string(),
    external_id: z.string().nullable().openapi({ description: "Your own id of this person in this tenant" }),
    name: z.string(),
    email: z.string(),
    role: z.enum(memberRoles),
    payment_administrator: z.boolean().openapi({ description: "Acts on payments; one member does" }),
    joined_at: z.iso.datetime(),
  })
  .openapi("Member", { example });

const memberPath = `${path}/{member}` as const;
const memberParameter = tenantParameter.extend({
  member: z.string().max(300).openapi({
    description:
      "The member's id (`usr_…`), `external:` and your own id, or the e-mail address, percent-encoded",
    example: "external:usr-18",
  }),
});

const list = createRoute({
  ...shared,
  method: "get",
  path,
  operationId: "listMembers",
  summary: "List a tenant's members, who joined last first",
  request: { params: tenantParameter, query: z.object(pageQuery) },
  responses: {
    200: jsonResponse("A page of members", pageOf(memberSchema).openapi("MemberPage"), {
      data: [example],
      next: null,
    }),
    ...commonProblems,
  },
});

const add = createRoute({
  ...shared,
  method: "post",
  path,
  operationId: "addMember",
  summary: "Make somebody a member at once, without an invitation",
  description:
    "You vouch for them. The same person again, with the same role and id, answers 200. Signing in by mail still takes the mailbox.",
  request: {
    params: tenantParameter,
    body: jsonBody(
      z
        .strictObject({
          email: z.string().max(254),
          name: z.string().max(200),
          role: z.enum(memberRoles),
          external_id: z.string().max(255).optional(),
          locale: z.enum(locales).optional().openapi({ description: "The tenant's unless it is said" }),
        })
        .openapi("NewMember"),
      { email: example.email, name: example.name, role: example.role, external_id: example.external_id },
    ),
  },
  responses: {
    200: jsonResponse("They were a member before", memberSchema, example),
    201: jsonResponse("They are a member now", memberSchema, example),
    409: notInThisState,
    ...bodyProblems,
    ...commonProblems,
  },
});

const read = createRoute({
  ...shared,
  method: "get",
  path: memberPath,
  operationId: "readMember",
  summary: "Read a member",
  request: { params: memberParameter },
  responses: { 200: jsonResponse("The member", memberSchema, example), ...commonProblems },
});

const update = createRoute({
  ...shared,
  method: "patch",
  path: memberPath,
  operationId: "updateMember",
  summary: "Change a member's role or your id of them, or name them payment administrator",
  request: {
    params: memberParameter,
    body: jsonBody(
      z
        .strictObject({
          role: z.enum(memberRoles).optional(),
          external_id: z.string().max(255).nullable().optional(),
          payment_administrator: z
            .literal(true)
            .optional()
            .openapi({ description: "Whoever was it before is it no more; both are mailed" }),
        })
        .openapi("MemberChange"),
      { role: "admin" },
    ),
  },
  responses: {
    200: jsonResponse("The member", memberSchema, { ...example, role: "admin" }),
    409: notInThisState,
    ...bodyProblems,
    ...commonProblems,
  },
});

const remove = createRoute({
  ...shared,
  method: "delete",
  path: memberPath,
  operationId: "removeMember",
  summary: "Remove a member; one who is none is no error",
  description:
    "They are mailed and lose access at once. If they act on payments, the longest-standing other owner does from then on. The last owner stays.",
  request: { params: memberParameter },
  responses: { 204: { description: "They are no member any more" }, 409: notInThisState, ...commonProblems },
});

/** A tenant's people, by the ids of both sides. */
export const members = new OpenAPIHono<ApiEnvironment>()
  .openapi(list, async (c) => {
    const page = granted(await listMemberRecords(c.get("ctx"), c.get("tenantId"), c.req.valid("query")));
    return c.json({ data: page.records.map(toMember), next: page.next }, 200);
  })
  .openapi(add, async (c) => {
    const { external_id, ...rest } = c.req.valid("json");
    const input = { ...rest, ...(external_id === undefined ? {} : { externalId: external_id }) };
    const { member, isNew } = granted(await addMember(c.get("ctx"), c.get("tenantId"), input));
    return c.json(toMember(member), isNew ? 201 : 200);
  })
  .openapi(read, async (c) => {
    const userId = await named(c, c.req.valid("param").member);
    const member = granted(await readMemberRecord(c.get("ctx"), c.get("tenantId"), { userId }));
    return c.json(toMember(member), 200);
  })
  .openapi(update, async (c) => {
    const { external_id, payment_administrator, role } = c.req.valid("json");
    const change = {
      userId: await named(c, c.req.valid("param").member),
      ...(role ? { role } : {}),
      ...(external_id === undefined ? {} : { externalId: external_id }),
      ...(payment_administrator ? { isPaymentAdministrator: payment_administrator } : {}),
    };
    return c.json(toMember(granted(await editMember(c.get("ctx"), c.get("tenantId"), change))), 200);
  })
  .openapi(remove, async (c) => {
    const reference = c.req.valid("param").member;
    granted(await removeMemberNamed(c.get("ctx"), c.get("tenantId"), { reference }));
    return c.body(null, 204);
  });

async function named(c: ApiContext, reference: string): Promise<Id<"user">> {
  const userId = granted(await resolveMember(c.get("ctx"), c.get("tenantId"), { reference }));
  if (!userId) throw new Refused("not_found", { fields: [{ field: "member", rule: "not_a_member" }] });
  return userId;
}

const toMember = (member: MemberRecord) => ({
  id: member.id,
  external_id: member.externalId,
  name: member.name,
  email: member.email,
  role: member.role,
  payment_administrator: member.isPaymentAdministrator,
  joined_at: member.joinedAt.toISOString(),
});
