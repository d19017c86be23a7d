import { isDeepStrictEqual } from "node:util";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import { foreignId, line } from "@/lib/features/foundation/input/input-rules";
import { metadata } from "@/lib/features/foundation/input/metadata";
import { staffOnTenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { tenantLocale, tenantName } from "@/lib/features/people/tenants/tenant-rules";

/** Changes what the SaaS's own servers say of a customer. What is left out stays; metadata is replaced as a whole. */
export const editCustomer = useCase(staffOnTenant("customer.edit", { locks: true }), {
  input: z.strictObject({
    name: tenantName.optional(),
    locale: tenantLocale.optional(),
    /** Null takes it away. */
    externalId: foreignId.nullable().optional(),
    phoneNumber: line(40).nullable().optional(),
    metadata: metadata.optional(),
  }),
  async write({ input, tx, tenantId, standing, audit }): Promise<{ changed: boolean }> {
    const { name, locale, externalId, phoneNumber, metadata } = standing.tenant;
    const before = { name, locale, externalId, phoneNumber, metadata };
    const after = {
      name: input.name ?? name,
      locale: input.locale ?? locale,
      externalId: input.externalId === undefined ? externalId : input.externalId,
      phoneNumber: input.phoneNumber === undefined ? phoneNumber : input.phoneNumber || null,
      metadata: input.metadata ?? metadata,
    };
    if (isDeepStrictEqual(before, after)) return { changed: false };
    if (after.externalId !== externalId) await refuseTakenTenantId(tx, after.externalId);
    await tx.update(tenants).set(after).where(eq(tenants.id, tenantId));
    const facts = { name, locale, externalId };
    const newFacts = { name: after.name, locale: after.locale, externalId: after.externalId };
    if (!isDeepStrictEqual(facts, newFacts))
      await audit({ action: "tenant.edited", before: facts, after: newFacts });
    // Not the data itself: it may be about persons, and the log is never rewritten.
    if (!isDeepStrictEqual([phoneNumber, metadata], [after.phoneNumber, after.metadata]))
      await audit({ action: "tenant.metadata_changed" });
    return { changed: true };
  },
});

/** Refuses an id of the SaaS's own that another tenant has. */
async function refuseTakenTenantId(tx: Transaction, externalId: string | null): Promise<void> {
  if (externalId === null) return;
  await holdExternalId(tx, externalId);
  if ((await tx.$count(tenants, eq(tenants.externalId, externalId))) === 0) return;
  const fields = [{ field: "externalId", rule: "known_with_other_content" }];
  throw new Refused("known_with_other_content", { fields });
}

/** Those who give one id to a tenant do so one after the other. */
export const holdExternalId = (tx: Transaction, externalId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`tenant ${externalId}`}, 0))`);
