import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { systemContext } from "@/lib/features/shared/context";
import { ensureUser } from "@/lib/features/tenants/found";
import type { TestPerson, TestTenant } from "./tenant";

/** A sales rep of the spec's own; with a tenant, the one who looks after it. */
export async function newRep(
  name: string,
  { locale = "en", tenant }: { locale?: "en" | "ja"; tenant?: TestTenant } = {},
): Promise<TestPerson> {
  const person = { name, email: `rep-${randomUUID().slice(0, 8)}@e2e.example` };
  const ctx = systemContext("e2e", new Date(), "e2e");
  const salesRepId = await ensureUser(ctx, { ...person, locale, staffRole: "sales" });
  if (tenant)
    await acrossTenants((tx) => tx.update(tenants).set({ salesRepId }).where(eq(tenants.slug, tenant.slug)));
  return person;
}
