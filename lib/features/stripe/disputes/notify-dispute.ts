import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { repOf } from "@/lib/features/license/contracts/course/rep-of";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { type StaffMember, staffOf } from "@/lib/features/people/staff/queries";
import { formatDate, formatMoney } from "@/lib/i18n/format";
import type { MailFact } from "@/lib/mail/templates";
import type { DisputeFacts } from "@/lib/stripe/disputes";

type Reader = Pick<StaffMember, "name" | "email" | "locale">;

/** Who is to answer a dispute of the tenant: its sales rep, or every admin. A tenant's own transaction sees no staff. */
export async function disputeReaders(tenantId: Id<"tenant">): Promise<Reader[]> {
  const rep = await repOf(tenantId);
  if (rep) return [rep];
  return (await acrossTenants(staffOf)).filter(({ role }) => role === "admin");
}

/** Tells staff of a dispute by mail, each in their language: its money is gone unless somebody answers in time. */
export async function notifyDispute(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  readers: readonly Reader[],
  { amountMinor, currency, invoice, answerBy }: DisputeFacts,
): Promise<void> {
  const { tenant } = await paymentAdministratorOf(tx, tenantId);
  for (const { name, email, locale } of readers) {
    const amount = formatMoney(amountMinor, currency, locale);
    const facts: (MailFact | null)[] = [
      invoice ? { name: "invoice", value: invoice } : null,
      { name: "amount", value: amount },
      answerBy
        ? { name: "answer_by", value: formatDate(answerBy, tenant.timeZone, locale, "longTime") }
        : null,
    ];
    await enqueueMail(tx, ctx, tenant.id, {
      to: email,
      locale,
      template: "dispute_opened",
      values: { name, tenant: tenant.name, amount },
      facts: facts.filter((fact) => fact !== null),
      path: `/console/tenants/${tenant.slug}`,
    });
  }
}
