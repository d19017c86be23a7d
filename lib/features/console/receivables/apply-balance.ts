import { and, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { outboxMessages, stripeInvoices } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { staffOnTenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { isDebt } from "@/lib/features/license/debts/debt-conditions";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";

/**
 * Pays a whole open invoice with money that lies on the customer's balance at Stripe. Asked again, nothing more is done,
 * unless Stripe refused it before.
 */
export const applyBalance = useCase(staffOnTenant("balance.apply", { locks: true }), {
  input: z.strictObject({ stripeInvoiceId: z.string().regex(/^in_[A-Za-z0-9]{6,64}$/) }),
  async write({ ctx, tx, tenantId, standing, input: { stripeInvoiceId }, audit }) {
    await lockLicense(tx, tenantId);
    const asked = and(
      eq(outboxMessages.tenantId, tenantId),
      eq(outboxMessages.operation, "stripe.balance.apply"),
      ne(outboxMessages.state, "refused"),
      sql`${outboxMessages.parameters} ->> 'stripeInvoiceId' = ${stripeInvoiceId}`,
    );
    if ((await tx.$count(outboxMessages, asked)) > 0) return null;
    const own = and(
      eq(stripeInvoices.tenantId, tenantId),
      eq(stripeInvoices.stripeInvoiceId, stripeInvoiceId),
    );
    const [debt] = await tx
      .select()
      .from(stripeInvoices)
      .where(and(own, eq(stripeInvoices.status, "open"), isDebt));
    if (!debt) throw new Refused("nothing_pending");
    const account = await findPaymentAccount(tx, tenantId);
    const { remainingMinor, currency } = debt;
    if (
      !account?.stripeCustomerId ||
      currency !== standing.tenant.currency ||
      account.balanceMinor < remainingMinor
    )
      throw new Refused("invalid_input", {
        fields: [{ field: "stripeInvoiceId", rule: "balance_too_low" }],
      });
    const number = debt.number ?? stripeInvoiceId;
    await audit({
      action: "invoice.balance_applied",
      after: { invoice: number, amount: `${remainingMinor} ${currency}` },
    });
    return enqueueMessage(tx, ctx, tenantId, "stripe.balance.apply", {
      stripeInvoiceId,
      customerId: account.stripeCustomerId,
      number,
      amountMinor: String(remainingMinor),
      currency,
    });
  },
  async afterCommit({ ctx }, message): Promise<null> {
    if (message) await processMessage(ctx, message);
    return null;
  },
});
