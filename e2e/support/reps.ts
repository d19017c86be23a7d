import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { ensureUser } from "@/lib/features/console/new-tenant/found-tenant";
import { systemContext } from "@/lib/features/foundation/context/context";
import { findPerson } from "@/lib/features/people/tenants/queries";
import type { TestPerson, TestTenant } from "./tenant";

export type TestRep = TestPerson & { id: Id<"user">; locale: "en" | "ja" };

/** A sales rep of the spec's own; with a tenant, the one who looks after it. While nobody does, each may act for it. */
export async function newRep(
  options: { name?: string; email?: string; locale?: "en" | "ja"; tenant?: TestTenant } = {},
): Promise<TestRep> {
  const mark = randomUUID().slice(0, 8);
  const { name = `Rep ${mark}`, email = `rep-${mark}@e2e.example`, locale = "en", tenant } = options;
  const person = { name, email, locale };
  const id = await ensureUser(systemContext("e2e", new Date(), "e2e"), { ...person, staffRole: "sales" });
  const rep = { ...person, id };
  if (tenant) await assignRep(tenant, rep);
  return rep;
}

/** Gives the tenant to a sales rep, so that the others only look. */
export async function assignRep(
  { slug }: Pick<TestTenant, "slug">,
  { email }: Pick<TestPerson, "email">,
): Promise<void> {
  const person = await findPerson({ email });
  await acrossTenants((tx) =>
    tx
      .update(tenants)
      .set({ salesRepId: person?.id ?? null })
      .where(eq(tenants.slug, slug)),
  );
}
