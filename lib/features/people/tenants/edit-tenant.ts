import { eq } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { tenantLocale, tenantName } from "./tenant-rules";

/** Gives a tenant another name or language. Its address stays: links and the SaaS's own servers know it by that. */
export const editTenant = useCase(tenant("tenant.edit", { locks: true }), {
  input: z.strictObject({ name: tenantName, locale: tenantLocale }),
  async write({ input, tx, tenantId, audit }): Promise<{ changed: boolean }> {
    const [before] = await tx
      .select({ name: tenants.name, locale: tenants.locale })
      .from(tenants)
      .where(eq(tenants.id, tenantId));
    if (before?.name === input.name && before.locale === input.locale) return { changed: false };
    await tx.update(tenants).set(input).where(eq(tenants.id, tenantId));
    await audit({ action: "tenant.edited", before, after: input });
    return { changed: true };
  },
});
