import { isDeepStrictEqual } from "node:util";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { licenses } from "@/drizzle/schema";
import { metadata } from "@/lib/features/foundation/input/metadata";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";

/** Replaces what the SaaS's own servers keep with a license. */
export const setSubscriptionMetadata = useCase(tenant("license.request_change", { locks: true }), {
  input: z.strictObject({ metadata }),
  async write({ input, tx, tenantId, audit }): Promise<{ changed: boolean }> {
    const license = await lockLicense(tx, tenantId);
    if (isDeepStrictEqual(license.metadata, input.metadata)) return { changed: false };
    await tx.update(licenses).set(input).where(eq(licenses.tenantId, tenantId));
    // Not the data itself: it may be about persons, and the log is never rewritten.
    await audit({ action: "license.metadata_changed" });
    return { changed: true };
  },
});
