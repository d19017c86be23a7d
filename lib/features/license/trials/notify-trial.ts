import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import type { NextCharge } from "@/lib/domain/promise/charge-promise";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { formatDate, formatMoney } from "@/lib/i18n/format";

type Trial = { tenantId: Id<"tenant">; plan: PlanDefinition; next: NextCharge };

/** Tells the payment administrator, in their language, what a trial charges and when. */
export async function notifyTrial(
  tx: Transaction,
  ctx: Context,
  { tenantId, plan, next }: Trial,
  template: "trial_began" | "trial_ends",
): Promise<void> {
  const { tenant, user } = await paymentAdministratorOf(tx, tenantId);
  const { locale } = user;
  await enqueueMail(tx, ctx, tenantId, {
    to: user.email,
    locale,
    template,
    values: {
      name: user.name,
      tenant: tenant.name,
      plan: plan.name[locale],
      date: formatDate(`${next.on}T12:00:00Z`, "UTC", locale, "long"),
      amount: formatMoney(next.totalMinor, plan.currency, locale),
    },
    path: `/t/${tenant.slug}/billing`,
  });
}
