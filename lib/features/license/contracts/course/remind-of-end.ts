import { inTenant } from "@/lib/db/transaction";
import { dueReminder } from "@/lib/domain/contract/timeline";
import type { Id } from "@/lib/domain/ids";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { Context, Locale } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import {
  changeContract,
  findRunningContract,
  findScheduledContract,
} from "@/lib/features/license/contracts/record/queries";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { formatEnd, formatStart } from "@/lib/i18n/format";
import { repOf } from "./rep-of";

type Reader = { name: string; email: string; locale: Locale };

/**
 * Tells the sales rep and the payment administrator, in their languages, that a contract ends or is renewed in 60, 30 or
 * 7 days: each once for each end. Nothing is said of an end that another contract already follows.
 */
export async function remindOfEnd(ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  const rep = await repOf(tenantId);
  await inTenant(tenantId, async (tx) => {
    await lockLicense(tx, tenantId);
    const contract = await findRunningContract(tx, tenantId);
    if (!contract) return;
    const { termEndsAt, endingAt } = contract;
    const endsAt = endingAt && (!termEndsAt || endingAt < termEndsAt) ? endingAt : termEndsAt;
    const days = endsAt && dueReminder(endsAt, ctx.now);
    if (!endsAt || !days) return;
    const isSameEnd = contract.remindedOf?.getTime() === endsAt.getTime();
    if (isSameEnd && contract.remindedDays !== null && contract.remindedDays <= days) return;
    await changeContract(tx, contract, { remindedOf: endsAt, remindedDays: days });
    if (await findScheduledContract(tx, tenantId)) return;

    const { tenant, user } = await paymentAdministratorOf(tx, tenantId);
    const plan = await getPlanVersion(tx, contract.planVersionId);
    const renews = contract.atEnd === "renew" && endsAt === termEndsAt;
    const template = renews ? "contract_renews" : "contract_ends";
    const mail = (to: Reader, kind: typeof template | `${typeof template}_for_rep`, path: string) =>
      enqueueMail(tx, ctx, tenantId, {
        to: to.email,
        locale: to.locale,
        template: kind,
        values: {
          name: to.name,
          tenant: tenant.name,
          plan: plan.definition.name[to.locale],
          date: (renews ? formatStart : formatEnd)(endsAt, tenant.timeZone, to.locale, "long"),
          days: String(days),
        },
        path,
      });
    await mail(user, template, `/t/${tenant.slug}/billing`);
    if (rep) await mail(rep, `${template}_for_rep`, `/console/tenants/${tenant.slug}/license`);
  });
}
