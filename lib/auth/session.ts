import { cookies, headers } from "next/headers";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { newToken } from "@/lib/features/people/invitations/invitation-token";
import {
  endSession as endSessionOf,
  type SignInWay,
  startSession as startSessionOf,
} from "@/lib/features/people/sign-in/sessions";
import { findPerson, type Person } from "@/lib/features/people/tenants/queries";
import { callerOf } from "./caller";
import { authOptions } from "./options";
import { isSessionCookie, sessionCookie } from "./session-cookie";
import { sessionLife } from "./session-life";

export type CurrentSession = { person: Person; sessionId: Id<"session"> };

/**
 * The session of this browser and its person as the database has them now, or null. Read once per request, and in one
 * question: a session that was ended in another process has ended here too.
 */
export const currentSession = cache(async (): Promise<CurrentSession | null> => {
  // Without its cookie there is no session. Reading cookies also marks the page as dynamic.
  if (!(await cookies()).getAll().some(({ name }) => isSessionCookie(name))) return null;
  const session: Partial<CurrentSession> | null = await getServerSession(
    authOptions({ caller: callerOf(await headers()) }),
  );
  return session?.person && session.sessionId
    ? { person: session.person, sessionId: session.sessionId }
    : null;
});

/** The signed-in person as the database has them now, or null. */
export const currentPerson = async (): Promise<Person | null> => (await currentSession())?.person ?? null;

/** Signs in whoever has just proven in another way than at next-auth that this mailbox is theirs. */
export async function startSession(email: string, by: SignInWay): Promise<void> {
  const person = await findPerson({ email });
  if (!person) return;
  const [jar, caller] = [await cookies(), callerOf(await headers())];
  const token = newToken();
  await endSession();
  const expires = await startSessionOf(person, token, by, caller, sessionLife());
  const { name, options } = sessionCookie();
  jar.set(name, token, { ...options, expires });
}

/** Ends the session of this browser, in the database and as a cookie. */
export async function endSession(): Promise<void> {
  const [jar, caller] = [await cookies(), callerOf(await headers())];
  for (const { name, value } of jar.getAll())
    if (isSessionCookie(name)) {
      await endSessionOf(value, caller);
      forgetCookie(jar, name);
    }
}

function forgetCookie(jar: Awaited<ReturnType<typeof cookies>>, name: string): void {
  const secure = name.startsWith("__Secure-");
  jar.set(name, "", { path: "/", maxAge: 0, httpOnly: true, sameSite: "lax", secure });
}

/** The context of a use-case called by a person. */
export async function contextOf(person: Person): Promise<Context> {
  return {
    actor: { kind: "user", userId: person.id, name: person.name, staffRole: person.staffRole },
    now: await readClock(),
    requestId: newId("audit"),
  };
}
