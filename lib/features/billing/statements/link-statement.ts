import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { charges, statementInvoices, statementMarks, stripeInvoices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { matchLines } from "@/lib/domain/statements/match-lines";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import { staffOnTenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { usageLineView } from "@/lib/features/license/charges/promise-view";
import { locales } from "@/lib/i18n/locales";
import { promisedLineLabel, promisedLineText } from "@/lib/i18n/promise/promised-line-text";
import { readInvoiceLines } from "@/lib/stripe/invoice-lines";
import { readStatedLines, type StatedRow } from "./queries";

/** How many lines of the statement stand on the invoice, and how many are still on none. */
export type LinkedStatement = { matched: number; open: number };

/**
 * Says that an invoice of Stripe's dashboard carries a statement. Its lines are read there, and each line of the statement is
 * marked with the amount that it has on the invoice. Repeated, it looks only for what is not marked yet.
 */
export const linkStatement = useCase(staffOnTenant("statements.link", { locks: true }), {
  input: z.strictObject({
    monthFrom: z.iso.date(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    stripeInvoiceId: z.string().regex(/^in_[A-Za-z0-9]{6,64}$/),
  }),
  read: ({ tx, tenantId, input }) => requireInvoice(tx, tenantId, input),
  outside: ({ input }) => readInvoiceLines(input.stripeInvoiceId),
  async write({ ctx, tx, tenantId, input, fetched, audit }): Promise<LinkedStatement> {
    const { monthFrom, currency, stripeInvoiceId } = input;
    // It may have been voided while Stripe was asked.
    const number = await requireInvoice(tx, tenantId, input);
    const all = await readStatedLines(tx, tenantId);
    const stated = all.filter((row) => row.monthFrom === monthFrom && row.line.currency === currency);
    if (stated.length === 0) throw new Refused("not_found");
    const open = stated.filter(({ mark }) => mark === null);
    const taken = new Set(all.flatMap(({ mark }) => mark?.stripeLineId ?? []));
    const matches = matchLines(
      open.map(statedLineOf),
      fetched.filter(({ id }) => !taken.has(id)),
    );
    const linked = await tx
      .insert(statementInvoices)
      .values({
        tenantId,
        monthFrom,
        currency,
        stripeInvoiceId,
        number,
        linkedBy: actorName(ctx),
        linkedAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: statementInvoices.stripeInvoiceId });
    for (const { statedId, invoicedId: stripeLineId, invoicedMinor } of matches)
      await tx.insert(statementMarks).values({
        tenantId,
        billedUsageId: statedId,
        stripeInvoiceId,
        stripeLineId,
        invoicedMinor,
      });
    const result = { matched: matches.length, open: open.length - matches.length };
    if (linked.length === 0 && matches.length === 0) return result;
    const amountMinor = matches.reduce((sum, { invoicedMinor }) => sum + invoicedMinor, 0n);
    await audit({
      action: "statement.linked",
      after: {
        month: monthFrom.slice(0, 7),
        invoice: number,
        amount: `${amountMinor} ${currency}`,
        lines: matches.length,
      },
    });
    return result;
  },
});

/** The number of an invoice of this tenant that may be linked: final, and none of Choba's own. */
async function requireInvoice(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { stripeInvoiceId, currency }: { stripeInvoiceId: string; currency: string },
): Promise<string> {
  const own = and(eq(stripeInvoices.tenantId, tenantId), eq(stripeInvoices.stripeInvoiceId, stripeInvoiceId));
  const [invoice] = await tx.select().from(stripeInvoices).where(own);
  const isOurs = (await tx.$count(charges, eq(charges.stripeInvoiceId, stripeInvoiceId))) > 0;
  if (!invoice || isOurs) throw new Refused("not_found");
  if (invoice.status === "draft" || invoice.status === "void")
    throw new Refused("invalid_input", { fields: [{ field: "stripeInvoiceId", rule: "not_final" }] });
  if (invoice.currency !== currency)
    throw new Refused("invalid_input", {
      fields: [{ field: "stripeInvoiceId", rule: "other_currency", params: { currency } }],
    });
  return invoice.number ?? stripeInvoiceId;
}

/** In every language and form in which it can be copied. */
function statedLineOf({ id, line }: StatedRow) {
  const view = usageLineView(line);
  const texts = locales.flatMap((locale) => [
    promisedLineLabel(view, line.currency, locale),
    promisedLineText(view, line.currency, locale).label,
  ]);
  return { id, texts, amountMinor: line.amountMinor };
}
