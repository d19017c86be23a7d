import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { members, outboxMessages } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { MemberRole } from "@/lib/domain/access/actions";
import type { Id } from "@/lib/domain/ids";
import { createTenant } from "@/lib/features/console/new-tenant/create-tenant";
import { importTenants } from "@/lib/features/console/tenant-import/import-tenants";
import type { Context } from "@/lib/features/foundation/context/context";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { openInvitations } from "@/lib/features/people/invitations/queries";
import { acceptInvitation } from "@/lib/features/people/members/accept-invitation";
import { changeMemberRole } from "@/lib/features/people/members/change-member-role";
import {
  inviteMember,
  resendInvitation,
  withdrawInvitation,
} from "@/lib/features/people/members/invite-member";
import { ownerIsHere } from "@/lib/features/people/members/queries";
import { readMembers } from "@/lib/features/people/members/read-members";
import { removeMember } from "@/lib/features/people/members/remove-member";
import { asUser, makeUser, testNow } from "../support/factories";
import { useDatabase } from "../support/use-database";
import { type Everybody, makeEverybody } from "./everybody";

useDatabase();

const at = visitorContext(testNow, "req");
const later = (ctx: Context): Context => ({ ...ctx, now: new Date(testNow.getTime() + 60_000) });

/** A mail of the tenant that is still in the outbox. */
type Mail = { to: string; template: string; path: string };
async function mailsOf(tenantId: Id<"tenant">): Promise<Mail[]> {
  const rows = await acrossTenants((tx) =>
    tx
      .select({ parameters: outboxMessages.parameters })
      .from(outboxMessages)
      .where(and(eq(outboxMessages.tenantId, tenantId), eq(outboxMessages.operation, "mail.send")))
      .orderBy(outboxMessages.id),
  );
  return rows.map(({ parameters }) => parameters as Mail);
}

/** The person who was invited last accepts the invitation. */
async function comeIn(tenantId: Id<"tenant">, email: string, name = "Newcomer") {
  const mail = (await mailsOf(tenantId)).findLast(
    ({ to, path }) => to === email && path.startsWith("/invitations/"),
  );
  return acceptInvitation(at, { token: mail?.path.replace("/invitations/", "") ?? "", name });
}

let everybody: Everybody;
beforeEach(async () => {
  everybody = await makeEverybody();
});
const person = (who: keyof Everybody["people"]) => everybody.people[who];
const idOf = (who: keyof Everybody["people"]) => {
  const { actor } = person(who);
  return actor.kind === "user" ? actor.userId : "usr_none";
};

/** A tenant just after its rep created it: its owner is invited and has not signed in yet. */
let made = 0;
async function createdByRep() {
  const salesRepId = await makeUser("sales");
  const rep = asUser(salesRepId, "sales");
  const slug = `brought-${++made}`;
  const ownerEmail = `owner@${slug}.example`;
  const result = await createTenant(rep, {
    name: "Brought",
    slug,
    ownerEmail,
    ownerName: "Rei",
    salesModel: "sales_led",
    currency: "JPY",
    timeZone: "Asia/Tokyo",
    locale: "en",
    salesRepId,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return { tenantId: result.value.tenantId, rep, slug, ownerEmail };
}

// The rules of docs/decisions/10 a second time, here through the use-cases (the domain's test has them too).
describe.each<[keyof Everybody["people"], Record<MemberRole, string>]>([
  ["owner", { owner: "", admin: "", member: "" }],
  ["admin", { owner: "owners_only", admin: "", member: "" }],
  ["rep", { owner: "owner_is_here", admin: "owner_is_here", member: "" }],
  ["staff admin", { owner: "", admin: "", member: "" }],
])("once an owner is here, %s", (who, refusals) => {
  test.each(Object.entries(refusals) as [MemberRole, string][])("invites as %s: %s", async (role, code) => {
    const input = { email: "private@mail.example", name: "", role };
    const result = await inviteMember(person(who), everybody.tenantId, input);
    expect(result).toMatchObject(code ? { refusal: { code } } : { ok: true });
    const open = await acrossTenants((tx) => openInvitations(tx, everybody.tenantId));
    expect(open.map((row) => row.role)).toEqual(code ? [] : [role]);
  });
});

describe("before an owner has come in", () => {
  test.each(["owner", "admin", "member"] as const)("the rep invites as %s", async (role) => {
    const { tenantId, rep } = await createdByRep();
    expect(await acrossTenants((tx) => ownerIsHere(tx, tenantId))).toBe(false);
    expect(await inviteMember(rep, tenantId, { email: "p@b.example", name: "", role })).toMatchObject({
      ok: true,
    });
    expect(await readMembers(rep, tenantId, {})).toMatchObject({ value: { bringsInMembersOnly: false } });
  });

  test("the owner is notified of an admin whom the rep brings in, and once the owner has come in the rep may not do it any more", async () => {
    const { tenantId, rep, ownerEmail } = await createdByRep();
    await inviteMember(rep, tenantId, { email: "admin@b.example", name: "", role: "admin" });
    expect(await comeIn(tenantId, "admin@b.example")).toMatchObject({ ok: true });
    expect((await mailsOf(tenantId)).at(-1)).toMatchObject({ to: ownerEmail, template: "admin_added" });

    await inviteMember(rep, tenantId, { email: "second@b.example", name: "", role: "admin" });
    expect(await comeIn(tenantId, ownerEmail)).toMatchObject({ ok: true });
    const closed = { refusal: { code: "owner_is_here" } };
    const [invitation] = await acrossTenants((tx) => openInvitations(tx, tenantId));
    const invitationId = invitation?.id ?? "invite_none";
    expect(await resendInvitation(later(rep), tenantId, { invitationId })).toMatchObject(closed);
    expect(await withdrawInvitation(rep, tenantId, { invitationId })).toMatchObject(closed);
    const third = { email: "third@b.example", name: "", role: "admin" } as const;
    expect(await inviteMember(rep, tenantId, third)).toMatchObject(closed);
    expect(await inviteMember(rep, tenantId, { ...third, role: "member" })).toMatchObject({ ok: true });
  });
});

describe("once an owner has come in, the rep", () => {
  const closed = { ok: false, refusal: { code: "owner_is_here" } };
  const give = (to: keyof Everybody["people"], role: MemberRole) =>
    changeMemberRole(person("rep"), everybody.tenantId, { userId: idOf(to), role });
  const remove = (who: keyof Everybody["people"]) =>
    removeMember(person("rep"), everybody.tenantId, { userId: idOf(who) });

  test("promotes nobody and demotes nobody", async () => {
    expect(await give("member", "admin")).toMatchObject(closed);
    expect(await give("member", "owner")).toMatchObject(closed);
    expect(await give("admin", "member")).toMatchObject(closed);
    expect(await give("owner", "member")).toMatchObject(closed);
    expect(await mailsOf(everybody.tenantId)).toEqual([]);
  });

  test("removes a plain member, but no owner, admin or payment administrator", async () => {
    await acrossTenants(async (tx) => {
      const second = { tenantId: everybody.tenantId, userId: await makeUser(), joinedAt: testNow };
      await tx.insert(members).values({ ...second, role: "owner" });
    });
    for (const who of ["owner", "admin", "payer"] as const) expect(await remove(who)).toMatchObject(closed);
    expect(await remove("member")).toMatchObject({ value: { removed: true } });
  });

  test("sees on the page only what they may still do", async () => {
    const result = await readMembers(person("rep"), everybody.tenantId, {});
    const page = result.ok ? result.value : null;
    expect(page).toMatchObject({ rolesToGive: ["member"], bringsInMembersOnly: true });
    expect(page?.members.flatMap(({ roles }) => roles)).toEqual([]);
    const removable = page?.members.filter(({ mayRemove }) => mayRemove).map(({ id }) => id);
    expect(removable).toEqual([idOf("member")]);
  });
});

test("nobody gets in by creating the tenant again, alone or in an import, with an address of their own as owner", async () => {
  const { tenantId, slug } = everybody;
  const before = await readMembers(person("owner"), tenantId, {});
  const facts = {
    name: "Again",
    slug,
    salesModel: "sales_led",
    currency: "JPY",
    timeZone: "Asia/Tokyo",
  } as const;
  const own = "private@mail.example";
  const again = { ...facts, locale: "en", ownerEmail: own, ownerName: "Rep", salesRepId: null } as const;
  expect(await createTenant(person("rep"), again)).toMatchObject({
    refusal: { fields: [{ field: "slug", rule: "slug_taken" }] },
  });
  const file = [
    "slug,name,owner_email,owner_name,sales_model,currency,time_zone,language",
    `${slug},Again,${own},Rep,sales_led,JPY,Asia/Tokyo,en`,
  ];
  const imported = await importTenants(person("rep"), { text: file.join("\n"), dryRun: false });
  expect(imported).toMatchObject({ value: { done: false, created: 0, problems: [{ rule: "slug_taken" }] } });
  expect(await readMembers(person("owner"), tenantId, {})).toEqual(before);
  expect(await mailsOf(tenantId)).toEqual([]);
});

test("owners are notified each time a SaaS admin changes owners, admins or the payment administrator", async () => {
  const { tenantId } = everybody;
  const desk = person("staff admin");
  const sentMails = async () => (await mailsOf(tenantId)).map(({ template }) => template);
  const role = (userId: Id<"user">, to: MemberRole) => changeMemberRole(desk, tenantId, { userId, role: to });
  await role(idOf("member"), "admin");
  expect(await sentMails()).toEqual(["admin_added"]);
  await role(idOf("member"), "owner");
  await role(idOf("admin"), "member");
  // Both owners are notified of the new owner, and also of the admin who is no admin any more.
  expect(await sentMails()).toEqual(["admin_added", "owner_added", "role_taken", "role_taken"]);
  await removeMember(desk, tenantId, { userId: idOf("member") });
  expect((await sentMails()).slice(4).sort()).toEqual(["member_removed", "role_taken"]);
  await role(idOf("admin"), "member");
  expect(await sentMails()).toHaveLength(6);
});

test("the tenant's own people make and remove an admin without a mail", async () => {
  const owner = person("owner");
  for (const role of ["admin", "member"] as const)
    await changeMemberRole(owner, everybody.tenantId, { userId: idOf("member"), role });
  await removeMember(owner, everybody.tenantId, { userId: idOf("admin") });
  const sentMails = (await mailsOf(everybody.tenantId)).map(({ template }) => template);
  expect(sentMails).toEqual(["member_removed"]);
});
