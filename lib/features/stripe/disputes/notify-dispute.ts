import { eq } from "drizzle-orm";
import { tenants, users } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { formatDate, formatMoney } from "@/lib/i18n/format";
import type { MailFact } from "@/lib/mail/templates";
import type { DisputeFacts } from "@/lib/stripe/disputes";

export type DisputeReaders = Awaited<ReturnType<typeof disputeReaders>>;

/** Who is to answer a dispute of the tenant: its sales rep, or every admin. A tenant's own transaction sees no staff. */
export function disputeReaders(tenantId: Id<"tenant">) {
  return acrossTenants(async (tx) => {
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
    const reader = { name: users.name, email: users.email, locale: users.locale };
    const isReader = tenant?.salesRepId ? eq(users.id, tenant.salesRepId) : eq(users.staffRole, "admin");
    const readers = await tx.select(reader).from(users).where(isReader);
    return { tenant, readers };
  });
}

/** Tells staff of a dispute by mail, each in their language: its money is gone unless somebody answers in time. */
export async function notifyDispute(
  tx: Transaction,
  ctx: Context,
  { tenant, readers }: DisputeReaders,
  { amountMinor, currency, invoice, answerBy }: DisputeFacts,
): Promise<void> {
  if (!tenant) return;
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
