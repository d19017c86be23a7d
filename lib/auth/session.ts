import { cookies } from "next/headers";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { findPerson, type Person } from "@/lib/features/people/tenants/queries";
import { authOptions } from "./options";

/**
 * next-auth's session cookie: behind https it has a prefix, and a long one is split into numbered cookies.
 */
export const isSessionCookie = (name: string): boolean =>
  /^(__Secure-)?next-auth\.session-token(\.\d+)?$/.test(name);

/** The signed-in person as the database has them now, or null. Read once per request. */
export const currentPerson = cache(async (): Promise<Person | null> => {
  // Without cookies there is no session. Reading them also marks the page as dynamic.
  if ((await cookies()).size === 0) return null;
  const session = (await getServerSession(authOptions())) as { userId?: string } | null;
  return session?.userId ? findPerson({ id: session.userId as Person["id"] }) : null;
});

/** Ends the session in this browser, where it exists only as a cookie. */
export async function endSession(): Promise<void> {
  const jar = await cookies();
  for (const { name } of jar.getAll())
    if (isSessionCookie(name))
      jar.set(name, "", {
        path: "/",
        maxAge: 0,
        httpOnly: true,
        sameSite: "lax",
        secure: name.startsWith("__Secure-"),
      });
}

/** The context of a use-case called by a person. */
export async function contextOf(person: Person): Promise<Context> {
  return {
    actor: { kind: "user", userId: person.id, name: person.name, staffRole: person.staffRole },
    now: await readClock(),
    requestId: newId("audit"),
  };
}
