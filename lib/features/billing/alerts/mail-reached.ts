import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { formatMoney, formatMonth } from "@/lib/i18n/format";
import { priceWords } from "@/lib/i18n/pricing/words";
import type { AllowanceStanding, UsageStanding } from "./read-standing";

/** A threshold that was reached: percent of an allowance, or minor units of the month's cost. */
export type Reached = { threshold: string; allowance: AllowanceStanding | null };

/** Tells the payment administrator, in their language. */
export async function mailReached(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  { month, costMinor }: UsageStanding,
  { threshold, allowance }: Reached,
): Promise<void> {
  const { tenant, user } = await paymentAdministratorOf(tx, tenantId);
  const { locale } = user;
  const common = { name: user.name, tenant: tenant.name, month: formatMonth(month, locale) };
  const to = { to: user.email, locale, path: `/t/${tenant.slug}/usage` };
  if (allowance) {
    const { counted } = priceWords(allowance.currency, locale);
    const values = {
      ...common,
      percent: threshold,
      item: allowance.name[locale],
      used: counted(allowance.used, allowance.unit),
      allowance: counted(allowance.allowance, allowance.unit),
    };
    await enqueueMail(tx, ctx, tenantId, { ...to, template: "usage_allowance_reached", values });
    return;
  }
  const money = (minor: bigint | string) => formatMoney(minor, tenant.currency, locale);
  const values = { ...common, threshold: money(threshold), cost: money(costMinor) };
  await enqueueMail(tx, ctx, tenantId, { ...to, template: "usage_cost_reached", values });
}
