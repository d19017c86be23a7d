import { z } from "zod";
import { type Month, monthOf } from "@/lib/domain/time/calendar";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { getLicense, readUse } from "@/lib/features/license/lifecycle/queries";
import { limitOf, type RegistrationKind } from "@/lib/features/license/registrations/registration-kinds";
import { type LicenseView, licenseView } from "@/lib/features/license/views/license-view";

export type Entitlements = {
  tenant: { id: string; slug: string; name: string; timeZone: string };
  license: LicenseView;
  renews: boolean;
  /** The month in the tenant's zone that the MAU belongs to. */
  month: Month;
  /** May one more be registered now? The answer may be old when it arrives: registering itself decides. */
  mayRegister: Record<RegistrationKind, boolean>;
};

/** What a host application asks before it lets its customer do more: what is held, used, and left. */
export const readEntitlements = useCase(tenant("license.view"), {
  input: z.strictObject({}),
  async read({ ctx, tx, tenantId, standing }): Promise<Entitlements> {
    const { id, slug, name, timeZone } = standing.tenant;
    const month = monthOf(ctx.now, timeZone);
    const held = await getLicense(tx, tenantId);
    const plan = await getPlanVersion(tx, held.planVersionId);
    const license = await licenseView(tx, held, plan, await readUse(tx, tenantId, month), ctx.now);
    const hasRoom = (kind: RegistrationKind) => {
      const maximum = license.limits[limitOf[kind]];
      return maximum === null || license.use[limitOf[kind]] < maximum;
    };
    return {
      tenant: { id, slug, name, timeZone },
      license,
      renews: held.renews,
      month,
      mayRegister: { rp: hasRoom("rp"), user: hasRoom("user") },
    };
  },
});
