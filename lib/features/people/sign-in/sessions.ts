import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { sessions, users } from "@/drizzle/schema";
import { machineNow, readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import { userActor } from "@/lib/domain/access/actor";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { tokenHash } from "@/lib/features/people/invitations/invitation-token";
import { hasNotGone, type Person, personColumns } from "@/lib/features/people/tenants/queries";

/** From where somebody signs in or asks. */
export type Caller = { address: string; userAgent: string };

/** How a person has proven who they are. */
export type SignInWay = "link" | "oidc" | "demo" | "invitation" | "checkout";

/** How long a session lasts: however much it is used, and while it is not used. */
export type SessionLife = { lastsMs: number; idleMs: number };

/** Browsers send up to some kilobytes. */
const longestUserAgent = 400;
const shortened = ({ address, userAgent }: Caller): Caller => ({
  address: address.slice(0, 64),
  userAgent: userAgent.slice(0, longestUserAgent),
});

/**
 * Signs a person in, who has just proven that the mailbox is theirs, and records it in the same transaction.
 * @param token what the browser keeps in its cookie
 * @returns until when the session lasts at most
 */
export async function startSession(
  person: Person,
  token: string,
  by: SignInWay,
  from: Caller,
  { lastsMs, idleMs }: SessionLife,
): Promise<Date> {
  const now = machineNow();
  const caller = shortened(from);
  const lastsUntil = new Date(now.getTime() + lastsMs);
  const ctx = await contextOfPerson(person);
  await acrossTenants(async (tx) => {
    await tx.update(users).set({ emailVerifiedAt: ctx.now }).where(eq(users.id, person.id));
    await tx.insert(sessions).values({
      ...caller,
      id: newId("session"),
      tokenHash: tokenHash(token),
      userId: person.id,
      createdAt: now,
      seenAt: now,
      lastsUntil,
      expiresAt: new Date(now.getTime() + Math.min(lastsMs, idleMs)),
    });
    await recordAudit(tx, ctx, backOffice, { action: "session.signed_in", after: { by, ...caller } });
  });
  return lastsUntil;
}

export type Session = { id: Id<"session">; seenAt: Date; person: Person };

/** The session of a cookie and its person as they are now, in one read; null if it has ended, or the person has gone. */
export async function findSession(token: string): Promise<Session | null> {
  const [row] = await acrossTenants(
    (tx) =>
      tx
        .select({
          id: sessions.id,
          seenAt: sessions.seenAt,
          onlyIn: sessions.onlyIn,
          person: personColumns,
        })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(
          and(
            eq(sessions.tokenHash, tokenHash(token)),
            gt(sessions.expiresAt, machineNow()),
            hasNotGone(tx),
            // Whoever has become staff since then signs in as staff do.
            or(isNull(sessions.onlyIn), isNull(users.staffRole)),
          ),
        ),
    { readsOnly: true },
  );
  if (!row) return null;
  const { onlyIn, person, ...session } = row;
  return { ...session, person: onlyIn ? { ...person, onlyIn } : person };
}

/** Notes that a session is in use, and from where; that moves its end. Called every few minutes at most. */
export async function noteSessionUse(token: string, from: Caller, idleMs: number): Promise<void> {
  const now = machineNow();
  const idleEnd = new Date(now.getTime() + idleMs);
  await acrossTenants((tx) =>
    tx
      .update(sessions)
      .set({
        ...shortened(from),
        seenAt: now,
        expiresAt: sql`least(${sessions.lastsUntil}, ${idleEnd.toISOString()}::timestamptz)`,
      })
      .where(and(eq(sessions.tokenHash, tokenHash(token)), gt(sessions.expiresAt, now))),
  );
}

/** Signs out in one browser. Its session has then ended in every process. One that has ended already is no mistake. */
export async function endSession(token: string, from: Caller): Promise<void> {
  const ended = await findSession(token);
  if (!ended) return;
  const ctx = await contextOfPerson(ended.person);
  await acrossTenants(async (tx) => {
    const gone = await tx.delete(sessions).where(eq(sessions.id, ended.id)).returning({ id: sessions.id });
    if (gone.length > 0)
      await recordAudit(tx, ctx, backOffice, { action: "session.signed_out", after: shortened(from) });
  });
}

const contextOfPerson = async (person: Person): Promise<Context> => ({
  actor: userActor(person),
  now: await readClock(),
  requestId: newId("audit"),
});
