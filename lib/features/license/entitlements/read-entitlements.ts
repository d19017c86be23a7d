import { z } from "zod";
import { type CollectionSettings, unpaidStage } from "@/lib/domain/collection/collection";
import { type Month, monthOf } from "@/lib/domain/time/calendar";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { collectionSettingsOf } from "@/lib/features/license/collection/collection-settings";
import { readHeld } from "@/lib/features/license/holds/queries";
import { type License, licenseAndPlan, readUse } from "@/lib/features/license/lifecycle/queries";
import { limitOf, type RegistrationKind } from "@/lib/features/license/registrations/registration-kinds";
import { type LicenseView, licenseView } from "@/lib/features/license/views/license-view";

export type Entitlements = {
  tenant: { id: string; slug: string; name: string; timeZone: string };
  license: LicenseView;
  renews: boolean;
  /** The month in the tenant's zone that the MAU belongs to. */
  month: Month;
  /** What follows from what is not paid; null: all is paid. */
  unpaid: null | {
    since: string;
    /** What the plan includes is all that may be used: nothing beyond it is to be allowed until it is paid. */
    allowancesAreLimits: boolean;
    /** Nothing is to be allowed until it is paid. */
    isSuspended: boolean;
  };
  /** May one more be registered now? The answer may be old when it arrives: registering itself decides. */
  mayRegister: Record<RegistrationKind, boolean>;
};

/** What a host application asks before it lets its customer do more: what is held, used, and left. */
export const readEntitlements = useCase(tenant("license.view"), {
  input: z.strictObject({}),
  async read({ ctx, tx, tenantId, standing }): Promise<Entitlements> {
    const { id, slug, name, timeZone } = standing.tenant;
    const month = monthOf(ctx.now, timeZone);
    const { license: row, plan } = await licenseAndPlan(tx, tenantId);
    const license = await licenseView(tx, row, plan, await readUse(tx, tenantId, month), ctx.now);
    const unpaid = row.unpaidSince ? unpaidOf(row, await collectionSettingsOf(tx), ctx.now) : null;
    const held = await readHeld(tx, tenantId, ctx.now);
    const hasRoom = (kind: RegistrationKind) => {
      if (unpaid?.isSuspended) return false;
      const maximum = license.limits[limitOf[kind]];
      return maximum === null || license.use[limitOf[kind]] + (held.get(kind) ?? 0) < maximum;
    };
    return {
      tenant: { id, slug, name, timeZone },
      license,
      renews: row.renews,
      month,
      unpaid,
      mayRegister: { rp: hasRoom("rp"), user: hasRoom("user") },
    };
  },
});

/** What follows from what is not paid. */
export function unpaidOf(
  { unpaidSince, suspendedAt }: License,
  settings: CollectionSettings,
  now: Date,
): Entitlements["unpaid"] {
  if (!unpaidSince) return null;
  const stage = unpaidStage(settings, unpaidSince, now);
  return {
    since: unpaidSince.toISOString(),
    allowancesAreLimits: stage === "limited" || stage === "over",
    isSuspended: suspendedAt !== null,
  };
}
