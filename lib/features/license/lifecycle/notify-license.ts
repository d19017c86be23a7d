import type { Transaction } from "@/lib/db/transaction";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import type { License } from "./queries";

/** Tells the payment administrator, in their language, what became of the license. */
export async function notifyLicense(
  tx: Transaction,
  ctx: Context,
  license: License,
  template: "license_activated" | "license_changed" | "license_ended" | "invoice_overdue",
): Promise<void> {
  const { tenant, user } = await paymentAdministratorOf(tx, license.tenantId);
  const plan = await getPlanVersion(tx, license.planVersionId);
  await enqueueMail(tx, ctx, license.tenantId, {
    to: user.email,
    locale: user.locale,
    template,
    values: { name: user.name, tenant: tenant.name, plan: plan.definition.name[user.locale] },
    path: `/t/${tenant.slug}/billing`,
  });
}
