import { and, asc, desc, eq, ne } from "drizzle-orm";
import { charges, licenses } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { moneyFacts } from "@/lib/features/license/charges/money-facts";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { notifyUnpaid } from "./notify-unpaid";

/**
 * A bought license says whether all that is due of it is paid, over all its open invoices: one that is paid does not hide
 * another that is not. An attempt that has not been made yet is no failure.
 */
export async function notePayment(tx: Transaction, ctx: Context, license: License): Promise<void> {
  if (license.interval === null) return;
  const { tenantId } = license;
  const open = await tx
    .select()
    .from(charges)
    .where(and(eq(charges.tenantId, tenantId), eq(charges.state, "open"), ne(charges.kind, "order")))
    .orderBy(asc(charges.createdAt));
  const failing = open.filter(({ reason }) => reason !== null);
  const payment =
    failing.length === 0
      ? ("paid" as const)
      : failing.every(({ reason }) => reason === "authentication_required")
        ? ("authentication_needed" as const)
        : ("failed" as const);
  const dueInvoiceUrl = failing[0]?.hostedInvoiceUrl ?? null;
  const unpaidSince = failing.length === 0 ? null : (license.unpaidSince ?? failing[0]?.failedAt ?? ctx.now);
  const suspendedAt = failing.length === 0 ? null : license.suspendedAt;
  await tx
    .update(licenses)
    .set({ payment, dueInvoiceUrl, unpaidSince, suspendedAt })
    .where(eq(licenses.tenantId, tenantId));
  if (license.suspendedAt && !suspendedAt)
    await recordAudit(tx, ctx, tenantId, { action: "license.suspension_ended" });
  if (license.payment === payment) return;
  await recordAudit(tx, ctx, tenantId, {
    action: `license.payment_${payment}`,
    before: { payment: license.payment },
    after: {
      payment,
      ...(await moneyFacts(tx, failing.length > 0 ? failing.map(owedOf) : await paidLast(tx, tenantId))),
    },
  });
  const [oldest] = failing;
  if (oldest) await notifyUnpaid(tx, ctx, license, oldest);
}

const owedOf = ({ stripeInvoiceId, currency, openMinor }: typeof charges.$inferSelect) => ({
  stripeInvoiceId,
  currency,
  minor: openMinor,
});

/** What made it paid again: the charge that was paid last. */
const paidLast = (tx: Transaction, tenantId: License["tenantId"]) =>
  tx
    .select({
      stripeInvoiceId: charges.stripeInvoiceId,
      currency: charges.currency,
      minor: charges.totalMinor,
    })
    .from(charges)
    .where(and(eq(charges.tenantId, tenantId), eq(charges.state, "paid"), ne(charges.kind, "order")))
    .orderBy(desc(charges.closedAt))
    .limit(1);
