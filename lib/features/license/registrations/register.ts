import { z } from "zod";
import { registrations } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { id } from "@/lib/features/foundation/input/id";
import { foreignId, line } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { readHeld } from "@/lib/features/license/holds/queries";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { placeOfHold, takePlaceOf } from "./place-of-hold";
import { addToCount, findRegistration, lockCount, type Registration, theOne } from "./queries";
import { limitOf, registrationKinds } from "./registration-kinds";

/** Longest name of an RP or user, in characters. */
export const registrationName = line(200);

/**
 * Registers an RP or a user of a tenant under the host application's own id. The same id again answers with what is
 * registered and counts once; another name renames it. Refused with `limit_reached` when the license's maximum is
 * reached (DASH-9), held places included, and with `license_suspended` while it is unpaid for too long; what was registered before a maximum went down stays.
 */
export const register = useCase(tenant("registrations.change"), {
  input: z.strictObject({
    kind: z.enum(registrationKinds),
    externalId: foreignId,
    name: registrationName.optional(),
    /** Places that were held for it. */
    holdId: id("hold").optional(),
  }),
  async write(scope): Promise<{ registration: Registration; isNew: boolean }> {
    const { ctx, input, tx, tenantId, audit } = scope;
    const { kind, externalId, name, holdId } = input;
    const registered = await lockCount(tx, tenantId, kind);
    const known = await findRegistration(tx, tenantId, kind, externalId);
    if (known) {
      if (name === undefined || name === known.name) return { registration: known, isNew: false };
      await tx
        .update(registrations)
        .set({ name })
        .where(theOne(tenantId, kind, externalId));
      await audit({
        action: "registration.rename",
        before: { kind, externalId, name: known.name },
        after: { kind, externalId, name },
      });
      return { registration: { ...known, name }, isNew: false };
    }
    // Read after the lock: a registration that waited for it sees the license as it is now.
    const license = await getLicense(tx, tenantId);
    if (license.suspendedAt) throw new Refused("license_suspended");
    const { limits } = (await getPlanVersion(tx, license.planVersionId)).definition;
    const limit = limitOf[kind];
    const maximum = limits[limit];
    const hold = await placeOfHold(scope, kind, holdId);
    const held = (await readHeld(tx, tenantId, ctx.now)).get(kind) ?? 0;
    if (maximum !== null && registered + held - (hold ? 1 : 0) >= maximum)
      throw new Refused("limit_reached", { params: { maximum, limit } });
    const registration = { externalId, name: name ?? "", registeredAt: ctx.now };
    await tx.insert(registrations).values({ tenantId, kind, ...registration });
    await addToCount(tx, tenantId, kind, 1);
    if (hold) await takePlaceOf(scope, hold);
    await audit({ action: "registration.add", after: { kind, externalId, name: registration.name } });
    return { registration, isNew: true };
  },
});
