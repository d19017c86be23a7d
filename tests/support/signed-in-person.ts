import { findPerson, type Person } from "@/lib/features/people/tenants/queries";
import { makeUser } from "./factories";

/** Who is signed in, for tests that call what pages and browsers call. Null: nobody. */
let present: Person | null = null;

/** In place of `@/lib/auth/session`. */
export const sessionOfTest = {
  currentPerson: async () => present,
  currentSession: async () => present && { person: present, sessionId: "ses_test0000" },
  endSession: async () => {},
  startSession: async () => {},
  contextOf: async ({ id, name, staffRole }: Person) => ({
    actor: { kind: "user", userId: id, name, staffRole },
    now: new Date(),
    requestId: "req_1",
  }),
};

/** In place of `next/headers`. */
export const headersOfTest = {
  headers: async () => new Headers(),
  cookies: async () => ({ size: 1, get: () => undefined, getAll: () => [], set: () => {} }),
};

/** Signs a new person in: staff of that role, or somebody who belongs to no tenant. */
export async function signInAs(staffRole: Person["staffRole"]): Promise<void> {
  present = await findPerson({ id: await makeUser(staffRole) });
}

export function signOut(): void {
  present = null;
}

/** What is wrong with how something ended; null if it answered, or led to another page or to none as Next does it. */
export async function problemOf<T>(answer: () => Promise<T>, judge: (answer: T) => string | null) {
  try {
    return judge(await answer());
  } catch (error) {
    if (error instanceof Error && "digest" in error && String(error.digest).startsWith("NEXT_")) return null;
    return String(error).split("\n")[0] ?? "";
  }
}
