import type { Adapter, AdapterUser } from "next-auth/adapters";
import {
  type Caller,
  endSession,
  findSession,
  type SignInWay,
  startSession,
} from "@/lib/features/people/sign-in/sessions";
import { storeSignInToken, takeSignInToken } from "@/lib/features/people/sign-in/sign-in-tokens";
import { findPerson, type Person } from "@/lib/features/people/tenants/queries";
import { sessionLife } from "./session-life";

/** What next-auth's adapter cannot learn from its arguments. */
export type Asked = {
  caller: Caller;
  /** How whoever signs in with this request proves who they are. */
  by: SignInWay;
  /** The cookie of the browser, where the request asks for a link. */
  browser?: string;
};

/**
 * What next-auth needs to sign people in and to keep their sessions in the database. Nobody registers here; people are
 * invited, so only existing users are found. Tokens are kept as hashes.
 */
export const adapterFor = ({ caller, by, browser }: Asked): Adapter => ({
  async createVerificationToken({ identifier, token, expires }) {
    if (browser === undefined) throw new Error("only requests for a link make one");
    await storeSignInToken(identifier, token, expires, browser);
    return { identifier, token, expires };
  },

  async useVerificationToken({ identifier, token }) {
    const expires = await takeSignInToken(identifier, token);
    return expires && { identifier, token, expires };
  },

  async createSession({ sessionToken, userId }) {
    const person = await findPerson({ id: userId as Person["id"] });
    if (!person) throw new Error("the person has gone");
    const expires = await startSession(person, sessionToken, by, caller, sessionLife());
    return { sessionToken, userId, expires };
  },

  async getSessionAndUser(sessionToken) {
    // next-auth would join the identity to whoever is signed in here. It is a sign-in of its own, and ends the other.
    if (by === "oidc") {
      await endSession(sessionToken, caller);
      return null;
    }
    const found = await findSession(sessionToken);
    if (!found) return null;
    const { person, seenAt } = found;
    const expires = new Date(seenAt.getTime() + sessionLife().idleMs);
    return { session: { sessionToken, userId: person.id, expires }, user: toAdapterUser(person) };
  },

  /** Pages note the use of a session (./session); next-auth's own addresses are none. */
  async updateSession() {
    return null;
  },

  async deleteSession(sessionToken) {
    await endSession(sessionToken, caller);
  },

  async getUserByEmail(email) {
    const person = await findPerson({ email });
    return person && toAdapterUser(person);
  },

  async getUser(id) {
    const person = await findPerson({ id: id as Person["id"] });
    return person && toAdapterUser(person);
  },

  /** OpenID Connect identities are matched by their verified e-mail address alone. */
  async getUserByAccount() {
    return null;
  },

  async linkAccount() {},

  async createUser() {
    throw new Error("people are invited, they do not register");
  },

  /** next-auth calls it for an address that a link has proven; the session's start notes that. */
  async updateUser({ id }) {
    const person = await findPerson({ id: id as Person["id"] });
    if (!person) throw new Error("the person has gone");
    return toAdapterUser(person);
  },
});

const toAdapterUser = ({ id, name, email }: Person): AdapterUser => ({
  id,
  name,
  email,
  emailVerified: null,
});
