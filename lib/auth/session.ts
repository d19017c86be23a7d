import { cookies, headers } from "next/headers";
import { cache } from "react";
import { machineNow, readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { userActor } from "@/lib/domain/access/actor";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { type Dashboard, dashboardOfCookie } from "@/lib/features/people/dashboard-sessions/find-dashboard";
import { newToken } from "@/lib/features/people/invitations/invitation-token";
import {
  endSession as endSessionOf,
  findSession,
  noteSessionUse,
  type SignInWay,
  startSession as startSessionOf,
} from "@/lib/features/people/sign-in/sessions";
import { findPerson, type Person } from "@/lib/features/people/tenants/queries";
import { callerOf } from "./caller";
import { dashboardToken } from "./dashboard-cookie";
import { isSessionCookie, sessionCookie } from "./session-cookie";
import { sessionLife } from "./session-life";

export type CurrentSession = { person: Person; sessionId: Id<"session"> };

/** How often the use of a session is noted. */
const noteUseMs = 5 * 60_000;

/**
 * The session of this browser and its person as the database has them now, or null. Read once per request, and in one
 * question: a session that was ended in another process has ended here too. next-auth is not asked for it, as it takes
 * people for signed out while the database does not answer.
 */
export const currentSession = cache(async (): Promise<CurrentSession | null> => {
  // Without its cookie there is no session. Reading cookies also marks the page as dynamic.
  const jar = await cookies();
  const token = dashboardToken(jar) ?? jar.get(sessionCookie().name)?.value;
  const found = token ? await findSession(token) : null;
  if (!token || !found) return null;
  if (machineNow().getTime() - found.seenAt.getTime() > noteUseMs)
    await noteSessionUse(token, callerOf(await headers()), sessionLife().idleMs);
  return { person: found.person, sessionId: found.id };
});

/** How the SaaS wants this page shown, if it has opened it; also when that session has ended. */
export const currentDashboard = cache(async (): Promise<Dashboard | null> => {
  const token = dashboardToken(await cookies());
  return token ? dashboardOfCookie(token) : null;
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
export const contextOf = async (person: Person): Promise<Context> => ({
  actor: userActor(person),
  now: await readClock(),
  requestId: newId("audit"),
});
