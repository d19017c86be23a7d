import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { invitations, members, outboxMessages, tenants, users } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { MemberRole } from "@/lib/domain/access/actions";
import type { Id } from "@/lib/domain/ids";
import { ensureUser } from "@/lib/features/console/new-tenant/found-tenant";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { invitationLimits } from "@/lib/features/people/invitations/invitation-limits";
import { openInvitations } from "@/lib/features/people/invitations/queries";
import { readInvitation } from "@/lib/features/people/invitations/read-invitation";
import { findPerson } from "@/lib/features/people/tenants/queries";
import { type Everybody, makeEverybody } from "@/tests/access/everybody";
import { asSystem, asUser, auditedActions, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { acceptInvitation } from "./accept-invitation";
import { changeMemberRole } from "./change-member-role";
import { inviteMember, resendInvitation, withdrawInvitation } from "./invite-member";
import { readMembers } from "./read-members";
import { leaveTenant, removeMember } from "./remove-member";

useDatabase();

let everybody: Everybody;
beforeEach(async () => {
  everybody = await makeEverybody();
});

const idOf = (ctx: Context): Id<"user"> => {
  if (ctx.actor.kind !== "user") throw new Error("a key is no member");
  return ctx.actor.userId;
};
const person = (who: keyof Everybody["people"]) => everybody.people[who];
const later = (ms: number) => new Date(testNow.getTime() + ms);
const refusedWith = (code: string) => ({ ok: false, refusal: { code } });

/** The mails of a tenant that wait to be sent, oldest first. */
async function mails(): Promise<{ to: string; template: string; path: string }[]> {
  const rows = await acrossTenants((tx) =>
    tx
      .select({ parameters: outboxMessages.parameters })
      .from(outboxMessages)
      .where(and(eq(outboxMessages.tenantId, everybody.tenantId), eq(outboxMessages.operation, "mail.send")))
      .orderBy(outboxMessages.id),
  );
  return rows.map((row) => row.parameters as { to: string; template: string; path: string });
}
const tokenOf = (mail: { path: string } | undefined) => mail?.path.replace("/invitations/", "") ?? "";
const payerId = async () => {
  const [row] = await acrossTenants((tx) =>
    tx.select().from(tenants).where(eq(tenants.id, everybody.tenantId)),
  );
  return row?.paymentAdministratorId;
};
const roleOf = async (userId: Id<"user">): Promise<MemberRole | undefined> => {
  const [row] = await acrossTenants((tx) =>
    tx
      .select({ role: members.role })
      .from(members)
      .where(and(eq(members.tenantId, everybody.tenantId), eq(members.userId, userId))),
  );
  return row?.role;
};
const invite = (email: string, role: MemberRole = "member", by: keyof Everybody["people"] = "owner") =>
  inviteMember(person(by), everybody.tenantId, { email, name: "", role });

describe("invitations", () => {
  test("somebody new joins by the link and their name, once", async () => {
    expect(await invite("New@People.example", "admin")).toMatchObject({ ok: true });
    const [mail] = await mails();
    expect(mail).toMatchObject({ to: "new@people.example", template: "invitation" });
    const token = tokenOf(mail);
    expect(await readInvitation(visitorContext(testNow, "req"), { token })).toMatchObject({
      value: { state: "open", isKnown: false },
    });
    const at = visitorContext(testNow, "req");
    expect(await acceptInvitation(at, { token, name: " " })).toMatchObject(refusedWith("invalid_input"));
    expect(await acceptInvitation(at, { token, name: "Newcomer" })).toEqual({
      ok: true,
      value: { email: "new@people.example", path: `/t/${everybody.slug}` },
    });
    const joined = await findPerson({ email: "new@people.example" });
    expect(joined?.name).toBe("Newcomer");
    expect(await roleOf(joined?.id ?? "usr_none")).toBe("admin");
    expect(await acceptInvitation(at, { token, name: "Newcomer" })).toEqual(refusedWith("invitation_closed"));
    expect(await readInvitation(visitorContext(testNow, "req"), { token })).toMatchObject({
      value: { state: "accepted" },
    });
  });

  test("many clicks at once let one in once", async () => {
    await invite("eager@people.example");
    const token = tokenOf((await mails())[0]);
    const click = () => acceptInvitation(visitorContext(testNow, "req"), { token, name: "Eager" });
    const answers = await Promise.all(Array.from({ length: 5 }, click));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("the same invitation twice is one; another one to the same address is refused while it is open", async () => {
    await invite("twice@people.example");
    expect(await invite("twice@people.example")).toEqual({ ok: true, value: { invited: false } });
    expect(await mails()).toHaveLength(1);
    expect(await invite("twice@people.example", "admin")).toMatchObject({
      refusal: { fields: [{ field: "email", rule: "already_invited" }] },
    });
  });

  test("an expired link says so, and sent again works while the old one does not", async () => {
    await invite("late@people.example");
    const old = tokenOf((await mails())[0]);
    const eightDays = later(8 * 24 * 60 * 60 * 1000);
    expect(await readInvitation(visitorContext(eightDays, "req"), { token: old })).toMatchObject({
      value: { state: "expired" },
    });
    const at = visitorContext(eightDays, "req");
    expect(await acceptInvitation(at, { token: old, name: "Late" })).toEqual(
      refusedWith("invitation_closed"),
    );
    const [row] = await acrossTenants((tx) =>
      tx.select().from(invitations).where(eq(invitations.tenantId, everybody.tenantId)),
    );
    const invitationId = row?.id ?? "invite_none";
    const owner = { ...person("owner"), now: eightDays };
    expect(await resendInvitation(owner, everybody.tenantId, { invitationId })).toMatchObject({
      value: { sent: true },
    });
    // A second click at once is no second mail.
    expect(await resendInvitation(owner, everybody.tenantId, { invitationId })).toMatchObject({
      value: { sent: false },
    });
    expect(await readInvitation(visitorContext(eightDays, "req"), { token: old })).toEqual(
      refusedWith("not_found"),
    );
    expect(await acceptInvitation(at, { token: tokenOf((await mails())[1]), name: "Late" })).toMatchObject({
      ok: true,
    });
  });

  test("a withdrawn one lets nobody in", async () => {
    await invite("never@people.example");
    const [row] = await acrossTenants((tx) =>
      tx.select().from(invitations).where(eq(invitations.tenantId, everybody.tenantId)),
    );
    const invitationId = row?.id ?? "invite_none";
    for (const withdrawn of [true, false])
      expect(await withdrawInvitation(person("admin"), everybody.tenantId, { invitationId })).toEqual({
        ok: true,
        value: { withdrawn },
      });
    const token = tokenOf((await mails())[0]);
    expect(await readInvitation(visitorContext(testNow, "req"), { token })).toMatchObject({
      value: { state: "withdrawn" },
    });
  });

  test("an admin invites no owner; members are not invited again; another tenant's invitation is not there", async () => {
    expect(await invite("boss@people.example", "owner", "admin")).toEqual(refusedWith("owners_only"));
    const own = await findPerson({ id: idOf(person("member")) });
    expect(await invite(own?.email ?? "")).toMatchObject({
      refusal: { fields: [{ rule: "already_member" }] },
    });
    await invite("here@people.example");
    const [row] = await acrossTenants((tx) =>
      tx.select().from(invitations).where(eq(invitations.tenantId, everybody.tenantId)),
    );
    const other = await makeEverybody();
    const elsewhere = { invitationId: row?.id ?? "invite_none" };
    expect(await resendInvitation(other.people.owner, other.tenantId, elsewhere)).toEqual(
      refusedWith("invitation_closed"),
    );
  });
});

describe("roles", () => {
  const give = (by: keyof Everybody["people"], to: keyof Everybody["people"], role: MemberRole) =>
    changeMemberRole(person(by), everybody.tenantId, { userId: idOf(person(to)), role });

  test("an owner makes another one, and then may step back; the last one may not", async () => {
    expect(await give("owner", "owner", "member")).toEqual(refusedWith("last_owner"));
    expect(await give("owner", "admin", "owner")).toMatchObject({ value: { changed: true } });
    const first = await findPerson({ id: idOf(person("owner")) });
    expect(await mails()).toMatchObject([{ to: first?.email, template: "owner_added" }]);
    expect(await give("owner", "owner", "member")).toMatchObject({ value: { changed: true } });
    expect(await roleOf(idOf(person("owner")))).toBe("member");
  });

  test("an admin neither makes nor removes owners, a SaaS admin does", async () => {
    expect(await give("admin", "member", "owner")).toEqual(refusedWith("owners_only"));
    const userId = idOf(person("owner"));
    expect(await removeMember(person("admin"), everybody.tenantId, { userId })).toEqual(
      refusedWith("owners_only"),
    );
    expect(await give("staff admin", "member", "owner")).toMatchObject({ value: { changed: true } });
  });

  test("two owners who remove each other at once leave one", async () => {
    await give("owner", "admin", "owner");
    const [a, b] = [person("owner"), person("admin")];
    await Promise.all([
      removeMember(a, everybody.tenantId, { userId: idOf(b) }),
      removeMember(b, everybody.tenantId, { userId: idOf(a) }),
    ]);
    const left = [await roleOf(idOf(a)), await roleOf(idOf(b))].filter((role) => role === "owner");
    expect(left).toHaveLength(1);
  });
});

describe("when the payment administrator goes", () => {
  test("the owner takes over, and everybody gets a mail", async () => {
    expect(await leaveTenant(person("payer"), everybody.tenantId, {})).toMatchObject({
      value: { removed: true },
    });
    expect(await payerId()).toBe(idOf(person("owner")));
    expect((await mails()).map(({ template }) => template)).toEqual([
      "payment_administrator_you",
      "payment_administrator_no_longer_you",
    ]);
    expect(await auditedActions(everybody.tenantId)).toEqual([
      "tenant.create",
      "payment_administrator.change",
      "members.left",
    ]);
    // Of the two ways out, the first has ended the session.
    expect(await findPerson({ id: idOf(person("payer")) })).toBeNull();
  });

  test("or the member whom somebody with that right names", async () => {
    const input = { userId: idOf(person("payer")), successorId: idOf(person("admin")) };
    expect(await removeMember(person("staff admin"), everybody.tenantId, input)).toEqual(
      refusedWith("forbidden"),
    );
    const stranger = { ...input, successorId: idOf(person("stranger")) };
    expect(await removeMember(person("owner"), everybody.tenantId, stranger)).toMatchObject({
      refusal: { fields: [{ field: "successorId", rule: "not_a_member" }] },
    });
    expect(await removeMember(person("owner"), everybody.tenantId, input)).toMatchObject({ ok: true });
    expect(await payerId()).toBe(idOf(person("admin")));
    expect((await mails()).at(-1)).toMatchObject({ template: "member_removed" });
    expect(await removeMember(person("owner"), everybody.tenantId, input)).toMatchObject({
      value: { removed: false },
    });
  });
});

test("the last owner cannot leave; staff, who are no members, have nothing to leave", async () => {
  expect(await leaveTenant(person("owner"), everybody.tenantId, {})).toEqual(refusedWith("last_owner"));
  expect(await leaveTenant(person("staff admin"), everybody.tenantId, {})).toMatchObject({
    value: { removed: false },
  });
});

test("somebody who is removed and belongs nowhere else is signed out; a member of two tenants is not", async () => {
  const userId = idOf(person("member"));
  const other = await makeEverybody();
  await acrossTenants((tx) =>
    tx.insert(members).values({ tenantId: other.tenantId, userId, role: "member", joinedAt: testNow }),
  );
  await removeMember(person("owner"), everybody.tenantId, { userId });
  expect(await findPerson({ id: userId })).not.toBeNull();
  await removeMember(other.people.owner, other.tenantId, { userId });
  expect(await findPerson({ id: userId })).toBeNull();
});

test("the page shows this tenant's people alone, and what the reader may do", async () => {
  const read = async (who: keyof Everybody["people"]) => {
    const result = await readMembers(person(who), everybody.tenantId, {});
    if (!result.ok) throw new Error(result.refusal.code);
    return result.value;
  };
  await invite("open@people.example");
  const seen = await read("admin");
  expect(seen.members).toHaveLength(4);
  expect(seen.invitations.map(({ email }) => email)).toEqual(["open@people.example"]);
  expect(seen.rolesToGive).toEqual(["admin", "member"]);
  const owner = seen.members.find(({ role }) => role === "owner");
  expect(owner).toMatchObject({ roles: [], mayRemove: false });
  expect(seen.successorId).toBe(owner?.id);
  for (const who of ["member", "another rep", "staff support"] as const)
    expect(await read(who)).toMatchObject({ invitations: [], rolesToGive: [] });
  expect((await read("owner")).mayLeave).toBe(false);
  expect((await read("member")).mayLeave).toBe(true);
});

test("an invited person whom Choba knows signs in first, and joins without giving their name", async () => {
  const known = asUser(idOf(person("stranger")));
  const [row] = await acrossTenants((tx) =>
    tx
      .select()
      .from(users)
      .where(eq(users.id, idOf(known))),
  );
  await invite(row?.email ?? "");
  const token = tokenOf((await mails())[0]);
  expect(await readInvitation(visitorContext(testNow, "req"), { token })).toMatchObject({
    value: { isKnown: true, needsSignIn: true, name: row?.name },
  });
  const at = visitorContext(testNow, "req");
  for (const signedInAs of [null, "somebody@else.example"])
    expect(await acceptInvitation(at, { token, name: "", signedInAs })).toEqual(
      refusedWith("unauthenticated"),
    );
  expect(await acceptInvitation(at, { token, name: "", signedInAs: row?.email })).toMatchObject({ ok: true });
  expect(await roleOf(idOf(known))).toBe("member");
});

describe("the SaaS's own people are no customers", () => {
  const emailOf = async (who: keyof Everybody["people"]) =>
    (await findPerson({ id: idOf(person(who)) }))?.email ?? "";

  test("they are not invited, not invited again, and cannot accept", async () => {
    for (const by of ["owner", "rep"] as const)
      expect(await invite(await emailOf("rep"), "member", by)).toMatchObject({
        refusal: { fields: [{ field: "email", rule: "staff_address" }] },
      });
    await invite("hired@people.example");
    const [invitation] = await acrossTenants((tx) => openInvitations(tx, everybody.tenantId));
    const invitationId = invitation?.id ?? "invite_none";
    const hired = { email: "hired@people.example", name: "Hired", locale: "en", staffRole: "sales" } as const;
    await ensureUser(asSystem(), hired);
    const owner = { ...person("owner"), now: later(60_000) };
    expect(await resendInvitation(owner, everybody.tenantId, { invitationId })).toEqual(
      refusedWith("staff_are_no_members"),
    );
    const taken = { token: tokenOf((await mails())[0]), name: "", signedInAs: hired.email };
    expect(await acceptInvitation(visitorContext(testNow, "req"), taken)).toEqual(
      refusedWith("staff_are_no_members"),
    );
  });

  test("a member who becomes staff loses their rights in the tenants they belong to", async () => {
    const asStaff = asUser(idOf(person("owner")), "support");
    const asked = { userId: idOf(person("member")), role: "admin" } as const;
    expect(await changeMemberRole(asStaff, everybody.tenantId, asked)).toEqual(refusedWith("forbidden"));
  });
});

describe("no flood of mails", () => {
  const { perAddressAndHour, perDay } = invitationLimits;
  const tooMany = { refusal: { code: "too_many_invitations" } };
  const sendAt = (ms: number, email: string) =>
    inviteMember({ ...person("owner"), now: later(ms) }, everybody.tenantId, {
      email,
      name: "",
      role: "member",
    });
  const withdrawAll = async () => {
    for (const { id } of await acrossTenants((tx) => openInvitations(tx, everybody.tenantId)))
      await withdrawInvitation(person("owner"), everybody.tenantId, { invitationId: id });
  };

  test("withdrawing, inviting and sending again make no room for one more to the same address", async () => {
    const email = "flooded@people.example";
    for (let mail = 0; mail < perAddressAndHour - 1; mail++) {
      expect(await sendAt(mail, email)).toMatchObject({ ok: true });
      await withdrawAll();
    }
    await sendAt(60_000, email);
    const [open] = await acrossTenants((tx) => openInvitations(tx, everybody.tenantId));
    const again = { ...person("owner"), now: later(120_000) };
    expect(
      await resendInvitation(again, everybody.tenantId, { invitationId: open?.id ?? "invite_none" }),
    ).toMatchObject(tooMany);
    await withdrawAll();
    expect(await sendAt(120_000, email)).toMatchObject(tooMany);
    expect(await mails()).toHaveLength(perAddressAndHour);
    expect(await sendAt(120_000, "other@people.example")).toMatchObject({ ok: true });
    expect(await sendAt(2 * 60 * 60 * 1000, email)).toMatchObject({ ok: true });
  });

  test("nor for more than a day's to all addresses together", async () => {
    const ctx = person("owner");
    await acrossTenants(async (tx) => {
      for (let mail = 0; mail < perDay; mail++)
        await recordAudit(tx, ctx, everybody.tenantId, {
          action: "members.invited",
          after: { email: `${mail}@people.example`, role: "member" },
        });
    });
    expect(await sendAt(60_000, "next@people.example")).toMatchObject(tooMany);
    expect(await sendAt(25 * 60 * 60 * 1000, "next@people.example")).toMatchObject({ ok: true });
  });

  test("a name leads nowhere", async () => {
    const input = { email: "x@people.example", name: "Win at https://evil.example", role: "member" } as const;
    expect(await inviteMember(person("owner"), everybody.tenantId, input)).toMatchObject({
      refusal: { fields: [{ field: "name", rule: "no_web_address" }] },
    });
  });
});
