import type { Adapter, AdapterUser } from "next-auth/adapters";
import { readClock } from "@/lib/clock";
import {
  markEmailVerified,
  storeSignInToken,
  takeSignInToken,
} from "@/lib/features/people/sign-in/sign-in-tokens";
import { findPerson, type Person } from "@/lib/features/people/tenants/queries";

/**
 * What next-auth needs to sign people in by e-mail link. Nobody registers here; people are invited, so only
 * existing users are found. Tokens are kept as hashes and work once.
 */
export const adapter: Adapter = {
  async createVerificationToken({ identifier, token, expires }) {
    await storeSignInToken(identifier, token, expires);
    return { identifier, token, expires };
  },

  async useVerificationToken({ identifier, token }) {
    const expires = await takeSignInToken(identifier, token);
    return expires && { identifier, token, expires };
  },

  async getUserByEmail(email) {
    return toAdapterUser(await findPerson({ email }));
  },

  async getUser(id) {
    return toAdapterUser(await findPerson({ id: id as Person["id"] }));
  },

  /** OpenID Connect identities are matched by their verified e-mail address alone. */
  async getUserByAccount() {
    return null;
  },

  async linkAccount() {},

  async createUser() {
    throw new Error("people are invited, they do not register");
  },

  async updateUser(user) {
    const userId = user.id as Person["id"];
    const verifiedAt = user.emailVerified ? await readClock() : null;
    if (verifiedAt) await markEmailVerified(userId, verifiedAt);
    const person = await findPerson({ id: userId });
    return { id: userId, name: person?.name, email: person?.email ?? "", emailVerified: verifiedAt };
  },
};

function toAdapterUser(person: Person | null): AdapterUser | null {
  return person && { id: person.id, name: person.name, email: person.email, emailVerified: null };
}
