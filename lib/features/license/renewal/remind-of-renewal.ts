import { and, asc, eq, gt, lte, notExists, sql } from "drizzle-orm";
import { contracts, licenses } from "@/drizzle/schema";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import { dueRenewalReminder, renewalReminderDays } from "@/lib/domain/contract/timeline";
import type { Id } from "@/lib/domain/ids";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { Context } from "@/lib/features/foundation/context/context";
import { noteEvent } from "@/lib/features/foundation/events/note-event";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { formatMoney, formatStart } from "@/lib/i18n/format";
import { planClose } from "./plan-close";

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Tenants whose yearly license renews soon and who were not told of it yet. A contract has reminders of its own. Needs the
 * staff role.
 */
export async function tenantsWithRenewalsToTell(
  tx: Transaction,
  now: Date,
  limit: number,
): Promise<Id<"tenant">[]> {
  const running = tx
    .select({ one: sql`1` })
    .from(contracts)
    .where(and(eq(contracts.tenantId, licenses.tenantId), eq(contracts.state, "active")));
  const [most, least] = renewalReminderDays;
  const isNear = sql`${licenses.periodEnd} <= ${new Date(now.getTime() + least * dayMs).toISOString()}::timestamptz`;
  const wasTold = sql`${licenses.renewalRemindedOf} is not distinct from ${licenses.periodEnd}
    and (not ${isNear} or ${licenses.renewalRemindedDays} <= ${least})`;
  const rows = await tx
    .select({ tenantId: licenses.tenantId })
    .from(licenses)
    .where(
      and(
        eq(licenses.interval, "year"),
        eq(licenses.renews, true),
        gt(licenses.periodEnd, now),
        lte(licenses.periodEnd, new Date(now.getTime() + most * dayMs)),
        sql`not (${wasTold})`,
        notExists(running),
      ),
    )
    .orderBy(asc(licenses.periodEnd))
    .limit(limit);
  return rows.map(({ tenantId }) => tenantId);
}

/**
 * Tells the payment administrator 30 and 7 days before, each once, that a yearly license renews, when, and what it will
 * cost as it stands today: by what is reserved, with taxes and coupons. Nothing is said of one that was cancelled.
 */
export async function remindOfRenewal(ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  await inTenant(tenantId, async (tx) => {
    const license = await lockLicense(tx, tenantId);
    const { periodEnd } = license;
    if (license.interval !== "year" || !license.renews || !periodEnd) return;
    if (await findRunningContract(tx, tenantId)) return;
    const days = dueRenewalReminder(periodEnd, ctx.now);
    if (!days) return;
    const isSameEnd = license.renewalRemindedOf?.getTime() === periodEnd.getTime();
    if (isSameEnd && license.renewalRemindedDays !== null && license.renewalRemindedDays <= days) return;
    await tx
      .update(licenses)
      .set({ renewalRemindedOf: periodEnd, renewalRemindedDays: days })
      .where(eq(licenses.tenantId, tenantId));

    const { tenant, user } = await paymentAdministratorOf(tx, tenantId);
    const { locale } = user;
    const moment = { at: periodEnd, timeZone: tenant.timeZone };
    const plan = await planClose(tx, { ...license, usageDueAt: null }, null, moment);
    if (plan.outcome !== "renews") return;
    const held = await getPlanVersion(tx, plan.holding.planVersionId);
    const date = formatStart(periodEnd, tenant.timeZone, locale, "long");
    const [invoice] = plan.invoices.filter(({ kind }) => kind === "period");
    // A reserved change may have made it free.
    if (!invoice) return;
    const { promise } = invoice;
    await noteEvent(tx, ctx, tenantId, {
      type: "invoice.upcoming",
      about: license.id,
      data: {
        due_at: periodEnd.toISOString(),
        total: String(promise.totalMinor),
        currency: promise.currency,
        plan: { key: held.planKey, name: held.definition.name },
        interval: license.interval,
      },
    });
    const amount = formatMoney(promise.totalMinor, promise.currency, locale);
    await enqueueMail(tx, ctx, tenantId, {
      to: user.email,
      locale,
      template: "renewal_coming",
      values: { name: user.name, tenant: tenant.name, date, amount, days: String(days) },
      facts: [
        { name: "plan", value: held.definition.name[locale] },
        { name: "amount", value: amount },
        { name: "due", value: date },
      ],
      path: `/t/${tenant.slug}/billing`,
    });
  });
}
