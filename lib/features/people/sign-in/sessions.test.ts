import { and, eq } from "drizzle-orm";
import { afterEach, expect, test, vi } from "vitest";
import { auditLog, members, sessions } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { newToken } from "@/lib/features/people/invitations/invitation-token";
import { findPerson, type Person } from "@/lib/features/people/tenants/queries";
import { asKey, asUser, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { endAllOwnSessions } from "./end-all-own-sessions";
import { endOwnSession } from "./end-own-session";
import { listOwnSessions } from "./list-own-sessions";
import { endSession, findSession, noteSessionUse, startSession } from "./sessions";

useDatabase();
afterEach(() => {
  vi.useRealTimers();
});

const hourMs = 3_600_000;
const life = { lastsMs: 100 * hourMs, idleMs: 10 * hourMs };
const laptop = { address: "198.51.100.1", userAgent: "A laptop" };
const phone = { address: "198.51.100.2", userAgent: "A phone" };

async function signedIn(person: Person, from = laptop): Promise<string> {
  const token = newToken();
  await startSession(person, token, "link", from, life);
  return token;
}

async function makePerson(): Promise<Person> {
  const person = await findPerson({ id: await makeUser("support") });
  if (!person) throw new Error("nobody was made");
  return person;
}

const audited = (userId: Id<"user">) =>
  acrossTenants((tx) =>
    tx
      .select({ action: auditLog.action, before: auditLog.before, after: auditLog.after })
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, backOffice), eq(auditLog.actor, `user:${userId}`)))
      .orderBy(auditLog.id),
  );

const later = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });

test("signing out ends a session wherever it is asked for, and only that one; both are recorded with from where", async () => {
  const person = await makePerson();
  const [here, there] = [await signedIn(person), await signedIn(person, phone)];
  await endSession(here, laptop);
  await endSession(here, laptop);
  expect(await findSession(here)).toBeNull();
  expect((await findSession(there))?.person).toEqual(person);
  expect(await audited(person.id)).toEqual([
    { action: "session.signed_in", before: null, after: { by: "link", ...laptop } },
    { action: "session.signed_in", before: null, after: { by: "link", ...phone } },
    { action: "session.signed_out", before: null, after: laptop },
  ]);
});

test("people see and end their own sessions, one or all, and nobody else's", async () => {
  const [person, other] = [await makePerson(), await makePerson()];
  const [first, second, theirs] = [
    await signedIn(person),
    await signedIn(person, phone),
    await signedIn(other),
  ];
  const ctx = asUser(person.id, "support");
  const list = await listOwnSessions(ctx, {});
  const rows = list.ok ? list.value : [];
  expect(rows.map(({ userAgent, address }) => ({ userAgent, address }))).toEqual([phone, laptop]);

  const foreign = (await findSession(theirs))?.id ?? "";
  expect(await endOwnSession(ctx, { id: foreign })).toEqual({ ok: true, value: { ended: false } });
  expect(await findSession(theirs)).not.toBeNull();
  for (const ended of [true, false])
    expect(await endOwnSession(ctx, { id: rows[0]?.id ?? "" })).toEqual({ ok: true, value: { ended } });
  expect([await findSession(first), await findSession(second)]).toEqual([expect.anything(), null]);

  await signedIn(person, phone);
  for (const ended of [2, 0])
    expect(await endAllOwnSessions(ctx, {})).toEqual({ ok: true, value: { ended } });
  expect(await listOwnSessions(ctx, {})).toEqual({ ok: true, value: [] });
  expect(await findSession(theirs)).not.toBeNull();
  const acts = (await audited(person.id)).map(({ action }) => action);
  expect(acts.filter((action) => action !== "session.signed_in")).toEqual([
    "session.ended",
    "session.all_ended",
  ]);

  for (const call of [listOwnSessions, endAllOwnSessions])
    expect(await call(asKey(["manage"]), {})).toMatchObject({ ok: false });
});

test("a session ends when it is not used, and in the end however much it is", async () => {
  const person = await makePerson();
  const [used, idle] = [await signedIn(person), await signedIn(person)];
  for (let hours = 9; hours < 100; hours += 9) {
    later(9 * hourMs);
    expect(await findSession(used)).not.toBeNull();
    await noteSessionUse(used, phone, life.idleMs);
    if (hours > 10) expect(await findSession(idle)).toBeNull();
  }
  const [row] = await acrossTenants((tx) =>
    tx
      .select()
      .from(sessions)
      .where(and(eq(sessions.userId, person.id), eq(sessions.address, phone.address))),
  );
  expect(row?.expiresAt).toEqual(row?.lastsUntil);
  later(2 * hourMs);
  expect(await findSession(used)).toBeNull();
  await noteSessionUse(used, phone, life.idleMs);
  expect(await findSession(used)).toBeNull();
});

test("whoever is removed from their last tenant is signed out with it", async () => {
  const { ownerId } = await makeTenant();
  const person = await findPerson({ id: ownerId });
  if (!person) throw new Error("the owner is missing");
  const token = await signedIn(person);
  expect(await findSession(token)).not.toBeNull();
  await acrossTenants((tx) => tx.delete(members).where(eq(members.userId, ownerId)));
  expect(await findSession(token)).toBeNull();
});
