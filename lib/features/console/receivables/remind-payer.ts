import { and, asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { stripeInvoices } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { dayOf } from "@/lib/domain/time/calendar";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { staffOnTenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { dueSince, isDebt } from "@/lib/features/license/debts/debt-conditions";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { formatDate, formatMoney } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";

const stripeInvoiceId = z.string().regex(/^in_[A-Za-z0-9]{6,64}$/);

export type Reminded = {
  /** Null: the payer was reminded of all of it today, and gets no second mail. */
  sentTo: string | null;
  invoices: number;
};

type Invoice = typeof stripeInvoices.$inferSelect;

/**
 * Mails the payer, in their language, what is to be paid and where. Each invoice is mentioned once a day of the tenant's
 * calendar at most, however often and by whomever this is called. What was paid meanwhile is left out.
 */
export const remindPayer = useCase(staffOnTenant("invoices.remind", { locks: true }), {
  input: z.strictObject({ invoiceIds: z.array(stripeInvoiceId).min(1).max(100) }),
  async write({ ctx, tx, tenantId, standing, input, audit }): Promise<Reminded> {
    const { timeZone, slug, name } = standing.tenant;
    const own = eq(stripeInvoices.tenantId, tenantId);
    const debts = await tx
      .select()
      .from(stripeInvoices)
      .where(and(own, inArray(stripeInvoices.stripeInvoiceId, input.invoiceIds), isDebt))
      .orderBy(asc(dueSince), asc(stripeInvoices.stripeInvoiceId));
    if (debts.length === 0) throw new Refused("nothing_pending");
    const today = dayOf(ctx.now, timeZone);
    const told = debts.filter(({ remindedAt }) => !remindedAt || dayOf(remindedAt, timeZone) < today);
    const [first] = told;
    if (!first) return { sentTo: null, invoices: 0 };
    const { user } = await paymentAdministratorOf(tx, tenantId);
    const ids = told.map((each) => each.stripeInvoiceId);
    await tx
      .update(stripeInvoices)
      .set({ remindedAt: ctx.now })
      .where(and(own, inArray(stripeInvoices.stripeInvoiceId, ids)));
    await enqueueMail(tx, ctx, tenantId, {
      to: user.email,
      locale: user.locale,
      template: "payment_reminder",
      values: {
        name: user.name,
        tenant: name,
        invoices: told.map((each) => lineOf(each, timeZone, user.locale)).join("\n"),
      },
      subject: `reminder:${tenantId}`,
      path: ids.length === 1 ? `/t/${slug}/invoices/${first.stripeInvoiceId}/pay` : `/t/${slug}/invoices`,
    });
    await audit({
      action: "invoice.reminded",
      after: {
        invoices: told.map((each) => each.number ?? each.stripeInvoiceId).join(", "),
        email: user.email,
        ...amountsOf(told),
      },
    });
    return { sentTo: user.email, invoices: told.length };
  },
});

/** One line of the mail: `INV-0001: ¥5,000, due on Dec 1, 2026`. */
function lineOf(invoice: Invoice, timeZone: string, locale: Locale): string {
  const t = translator(locale, "mail");
  const values = {
    number: invoice.number ?? invoice.stripeInvoiceId,
    amount: formatMoney(invoice.remainingMinor, invoice.currency, locale),
  };
  return invoice.isSent && invoice.dueAt
    ? t("payment_reminder.due", { ...values, date: formatDate(invoice.dueAt, timeZone, locale) })
    : t("payment_reminder.open", values);
}

/** What they were reminded of in all, as the log writes amounts; left out where there are several currencies. */
function amountsOf(told: readonly Invoice[]): { amount?: string } {
  const [first] = told;
  if (!first || told.some(({ currency }) => currency !== first.currency)) return {};
  const sum = told.reduce((total, { remainingMinor }) => total + remainingMinor, 0n);
  return { amount: `${sum} ${first.currency}` };
}
