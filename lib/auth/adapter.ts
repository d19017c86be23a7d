import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Adapter, AdapterUser } from "next-auth/adapters";
import { signInTokens, users } from "@/drizzle/schema";
import { readClock } from "@/lib/clock";
import { acrossTenants } from "@/lib/db/transaction";
import { findPerson, type Person } from "@/lib/features/tenants/queries";

const hash = (token: string) => createHash("sha256").update(token).digest("hex");

/**
 * What next-auth needs to sign people in by e-mail link: nobody registers here, people are invited, so only existing
 * users are found. Tokens are kept as hashes and work once.
 */
export const adapter: Adapter = {
  async createVerificationToken({ identifier, token, expires }) {
    const row = { email: identifier, tokenHash: hash(token), expiresAt: expires };
    await acrossTenants((tx) => tx.insert(signInTokens).values(row));
    return { identifier, token, expires };
  },

  async useVerificationToken({ identifier, token }) {
    const [row] = await acrossTenants((tx) =>
      tx
        .delete(signInTokens)
        .where(and(eq(signInTokens.email, identifier), eq(signInTokens.tokenHash, hash(token))))
        .returning(),
    );
    return row ? { identifier, token, expires: row.expiresAt } : null;
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
    const verifiedAt = user.emailVerified ? await readClock() : null;
    await acrossTenants((tx) =>
      tx
        .update(users)
        .set({ emailVerifiedAt: verifiedAt })
        .where(eq(users.id, user.id as Person["id"])),
    );
    const person = await findPerson({ id: user.id as Person["id"] });
    return { id: user.id, name: person?.name, email: person?.email ?? "", emailVerified: verifiedAt };
  },
};

function toAdapterUser(person: Person | null): AdapterUser | null {
  return person && { id: person.id, name: person.name, email: person.email, emailVerified: null };
}
