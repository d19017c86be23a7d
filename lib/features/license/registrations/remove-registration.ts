import { z } from "zod";
import { registrations } from "@/drizzle/schema";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { addToCount, lockCount, theOne } from "./queries";
import { registrationKinds } from "./registration-kinds";

/** Removes an RP or a user and frees its place. One that is not registered is no error and changes nothing. */
export const removeRegistration = useCase(tenant("registrations.change"), {
  input: z.strictObject({ kind: z.enum(registrationKinds), externalId: foreignId }),
  async write({ input, tx, tenantId, audit }): Promise<{ removed: boolean }> {
    const { kind, externalId } = input;
    // The count is locked first, as when registering: the same order everywhere, so that no two wait for each other.
    await lockCount(tx, tenantId, kind);
    const [gone] = await tx
      .delete(registrations)
      .where(theOne(tenantId, kind, externalId))
      .returning({ name: registrations.name });
    if (!gone) return { removed: false };
    await addToCount(tx, tenantId, kind, -1);
    await audit({ action: "registration.remove", before: { kind, externalId, name: gone.name } });
    return { removed: true };
  },
});
