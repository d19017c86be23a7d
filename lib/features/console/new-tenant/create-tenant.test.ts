import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { members, outboxMessages, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { openInvitations } from "@/lib/features/people/invitations/queries";
import { acceptInvitation } from "@/lib/features/people/members/accept-invitation";
import { inviteMember } from "@/lib/features/people/members/invite-member";
import { membersOf } from "@/lib/features/people/members/queries";
import { readMembers } from "@/lib/features/people/members/read-members";
import { removeMember } from "@/lib/features/people/members/remove-member";
import { editTenant } from "@/lib/features/people/tenants/edit-tenant";
import { findPerson } from "@/lib/features/people/tenants/queries";
import { asUser, auditedActions, makePlan, makeUser, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createTenant } from "./create-tenant";
import { readNewTenantChoices } from "./new-tenant-choices";

useDatabase();

let rep: Context;
let repId: Id<"user">;
beforeAll(async () => {
  await makePlan({ key: "free", rank: 0, currency: "JPY" });
  repId = await makeUser("sales");
  rep = asUser(repId, "sales");
});

const form = {
  name: "Sumida Works",
  slug: "sumida",
  ownerEmail: "Owner@Sumida.example",
  ownerName: "Rei Sumida",
  salesModel: "sales_led" as const,
  currency: "JPY",
  timeZone: "Asia/Tokyo",
  locale: "ja" as const,
};
const input = () => ({ ...form, salesRepId: repId });

type SentMail = { to: string; template: string; locale: string; path: string };
const mailsOf = async (tenantId: Id<"tenant">): Promise<SentMail[]> => {
  const rows = await acrossTenants((tx) =>
    tx
      .select({ parameters: outboxMessages.parameters })
      .from(outboxMessages)
      .where(and(eq(outboxMessages.tenantId, tenantId), eq(outboxMessages.operation, "mail.send")))
      .orderBy(outboxMessages.id),
  );
  return rows.map(({ parameters }) => parameters as SentMail);
};
/** What the newest invitation's reader sends. */
const tokenTo = async (tenantId: Id<"tenant">, name: string) => ({
  token: (await mailsOf(tenantId)).at(-1)?.path.replace("/invitations/", "") ?? "",
  name,
});

test("a rep creates a tenant whose owner comes in by the mail, in the tenant's language", async () => {
  expect(await readNewTenantChoices(rep, {})).toMatchObject({
    value: { salesRepId: repId, currencies: ["JPY"] },
  });
  const made = await createTenant(rep, input());
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  const { tenantId } = made.value;
  const [row] = await acrossTenants((tx) => tx.select().from(tenants).where(eq(tenants.id, tenantId)));
  const owner = await findPerson({ email: "owner@sumida.example" });
  expect(row).toMatchObject({
    salesModel: "sales_led",
    salesRepId: repId,
    paymentAdministratorId: owner?.id,
  });
  const seen = await readMembers(rep, tenantId, {});
  expect(seen).toMatchObject({ value: { members: [{ role: "owner", invitation: { expired: false } }] } });

  const [mail] = await acrossTenants((tx) =>
    tx
      .select({ parameters: outboxMessages.parameters })
      .from(outboxMessages)
      .where(and(eq(outboxMessages.tenantId, tenantId), eq(outboxMessages.operation, "mail.send"))),
  );
  const sent = mail?.parameters as { to: string; locale: string; path: string };
  expect(sent).toMatchObject({ to: "owner@sumida.example", locale: "ja" });
  const token = sent.path.replace("/invitations/", "");
  expect(await acceptInvitation(visitorContext(testNow, "req"), { token, name: "" })).toEqual({
    ok: true,
    value: { email: "owner@sumida.example", path: "/t/sumida" },
  });
});

test("an owner who is removed before they came in has no way in any more", async () => {
  const made = await createTenant(rep, { ...input(), slug: "unused", ownerEmail: "first@unused.example" });
  if (!made.ok) throw new Error(made.refusal.code);
  const { tenantId } = made.value;
  const [first] = (await acrossTenants((tx) => membersOf(tx, tenantId))).map(({ id }) => id);
  const secondId = await makeUser();
  await acrossTenants((tx) =>
    tx.insert(members).values({ tenantId, userId: secondId, role: "owner", joinedAt: testNow }),
  );
  expect(await removeMember(asUser(secondId), tenantId, { userId: first ?? "usr_none" })).toMatchObject({
    ok: true,
  });
  const open = await acrossTenants((tx) => openInvitations(tx, tenantId));
  expect(open).toEqual([]);
});

test("the same tenant sent twice, and at once, is one tenant with one mail", async () => {
  const twice = { ...input(), slug: "twice", ownerEmail: "owner@twice.example" };
  const answers = await Promise.all([createTenant(rep, twice), createTenant(rep, twice)]);
  expect(answers[0]).toEqual(answers[1]);
  expect(await createTenant(rep, twice)).toEqual(answers[0]);
  const tenantId = answers[0].ok ? answers[0].value.tenantId : "ten_none";
  const sent = await acrossTenants((tx) =>
    tx.select().from(outboxMessages).where(eq(outboxMessages.tenantId, tenantId)),
  );
  expect(sent).toHaveLength(1);
  expect(await auditedActions(tenantId)).toEqual(["tenant.create"]);
});

test.each([
  ["slug", "slug_taken", { slug: "sumida", ownerEmail: "other@sumida.example" }],
  ["slug", "slug_taken", { slug: "sumida", name: "Sumida Works 2" }],
  ["slug", "slug_form", { slug: "Sumida Works" }],
  ["slug", "slug_form", { slug: "s" }],
  ["slug", "reserved", { slug: "new" }],
  ["slug", "required", { slug: "" }],
  ["ownerEmail", "email", { ownerEmail: "nobody" }],
  ["ownerName", "required", { ownerName: "" }],
  ["ownerName", "no_web_address", { ownerName: "Go to https://evil.example" }],
  ["name", "no_web_address", { name: "https://evil.example" }],
  ["timeZone", "unknown_time_zone", { timeZone: "Asia/Edo" }],
  ["currency", "not_offered", { currency: "XYZ" }],
] as const)("%s: %s", async (field, rule, change) => {
  expect(await createTenant(rep, { ...input(), ...change })).toMatchObject({
    ok: false,
    refusal: { code: "invalid_input", fields: [{ field, rule }] },
  });
});

test("nobody of the staff owns a tenant", async () => {
  const ownerEmail = (await findPerson({ id: repId }))?.email.toUpperCase() ?? "";
  expect(await createTenant(rep, { ...input(), slug: "own", ownerEmail })).toMatchObject({
    refusal: { fields: [{ field: "ownerEmail", rule: "staff_address" }] },
  });
});

test("the rep names another owner until the first one has come in; that one gets a mail", async () => {
  const made = await createTenant(rep, { ...input(), slug: "absent", ownerEmail: "first@absent.example" });
  if (!made.ok) throw new Error(made.refusal.code);
  const { tenantId } = made.value;
  const owner = (email: string) => inviteMember(rep, tenantId, { email, name: "", role: "owner" });
  expect(await owner("second@absent.example")).toMatchObject({ ok: true });
  expect(
    await acceptInvitation(visitorContext(testNow, "req"), await tokenTo(tenantId, "Second")),
  ).toMatchObject({
    ok: true,
  });
  expect((await mailsOf(tenantId)).at(-1)).toMatchObject({
    to: "first@absent.example",
    template: "owner_added",
  });
  expect(await owner("third@absent.example")).toMatchObject({ refusal: { code: "owner_is_here" } });
});

test("only a sales rep can be its rep", async () => {
  const salesRepId = await makeUser("support");
  expect(await createTenant(rep, { ...input(), slug: "other", salesRepId })).toMatchObject({
    refusal: { fields: [{ field: "salesRepId", rule: "not_a_sales_rep" }] },
  });
  const support = asUser(salesRepId, "support");
  expect(await createTenant(support, input())).toMatchObject({ refusal: { code: "forbidden" } });
});

test("its rep edits name and language, and the log says what it was before", async () => {
  const made = await createTenant(rep, { ...input(), slug: "edited", ownerEmail: "owner@edited.example" });
  if (!made.ok) throw new Error(made.refusal.code);
  const change = { name: "Sumida", locale: "en" } as const;
  for (const changed of [true, false])
    expect(await editTenant(rep, made.value.tenantId, change)).toEqual({ ok: true, value: { changed } });
  expect(await auditedActions(made.value.tenantId)).toEqual(["tenant.create", "tenant.edited"]);
});
