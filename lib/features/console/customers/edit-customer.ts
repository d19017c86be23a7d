import { isDeepStrictEqual } from "node:util";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import { line } from "@/lib/features/foundation/input/input-rules";
import { metadata } from "@/lib/features/foundation/input/metadata";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { tenantName } from "@/lib/features/people/tenants/tenant-rules";

/** Changes what the SaaS's own servers say of a customer. What is left out stays; metadata is replaced as a whole. */
export const editCustomer = useCase(tenant("customer.edit", { locks: true }), {
  input: z.strictObject({
    name: tenantName.optional(),
    phoneNumber: line(40).nullable().optional(),
    metadata: metadata.optional(),
  }),
  async write({ input, tx, tenantId, standing, audit }): Promise<{ changed: boolean }> {
    const { name, phoneNumber, metadata } = standing.tenant;
    const before = { name, phoneNumber, metadata };
    const after = {
      name: input.name ?? name,
      phoneNumber: input.phoneNumber === undefined ? phoneNumber : input.phoneNumber || null,
      metadata: input.metadata ?? metadata,
    };
    if (isDeepStrictEqual(before, after)) return { changed: false };
    await tx.update(tenants).set(after).where(eq(tenants.id, tenantId));
    if (after.name !== name)
      await audit({ action: "tenant.edited", before: { name }, after: { name: after.name } });
    // Not the data itself: it may be about persons, and the log is never rewritten.
    if (!isDeepStrictEqual([phoneNumber, metadata], [after.phoneNumber, after.metadata]))
      await audit({ action: "tenant.metadata_changed" });
    return { changed: true };
  },
});
