import { and, eq } from "drizzle-orm";
import { documents, stripeInvoices, tenants } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { type ReturnDocument, sharesOfRefund } from "@/lib/domain/documents/return-document";
import { issuerIn } from "@/lib/domain/seller/seller";
import { isReducedRate } from "@/lib/domain/tax/reduced-rate";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Context } from "@/lib/features/foundation/context/context";
import { findLogo } from "@/lib/features/foundation/seller/logo";
import { sellerOf } from "@/lib/features/foundation/seller/seller-of";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { returnTextOf } from "@/lib/i18n/returns/return-text";
import { documentPdf } from "@/lib/pdf/document-pdf";
import { type InvoiceReturn, type InvoiceReturns, readInvoiceReturns } from "@/lib/stripe/invoice-returns";
import { keepFile } from "./keep-documents";
import { noteDocument } from "./note-document";

/**
 * Prints and keeps a return document (返還インボイス) for each credit note of an invoice, and for each refund without one:
 * Stripe's own name neither the sale's amount nor its tax by rate. Safe to repeat: what is kept is not printed again.
 */
export async function keepReturns(ctx: Context, stripeInvoiceId: string): Promise<void> {
  const found = await readInvoiceReturns(stripeInvoiceId);
  if (!found) return;
  let refunds = 0;
  for (const one of found.returns) {
    if (one.number === null) refunds++;
    const number = one.number ?? `${found.invoice.number}-R${refunds}`;
    const facts = await acrossTenants((tx) => note(tx, stripeInvoiceId, found, one, number));
    if (facts) await print(ctx, facts);
  }
}

type Facts = { row: typeof documents.$inferSelect; document: ReturnDocument; logo: Buffer | null };

/** Its committed row and what it says; null if it is kept already, or the invoice is none of our tenants'. */
async function note(
  tx: Transaction,
  stripeInvoiceId: string,
  { invoice }: InvoiceReturns,
  one: InvoiceReturn,
  number: string,
): Promise<Facts | null> {
  const [known] = await tx
    .select({ invoice: stripeInvoices, timeZone: tenants.timeZone })
    .from(stripeInvoices)
    .innerJoin(tenants, eq(tenants.id, stripeInvoices.tenantId))
    .where(eq(stripeInvoices.stripeInvoiceId, stripeInvoiceId));
  if (!known) return null;
  const { tenantId, currency, payerName } = known.invoice;
  const { stripeId, at: issuedAt } = one;
  const noted = { kind: "return" as const, stripeId, stripeInvoiceId, number, payerName, issuedAt, currency };
  await noteDocument(tx, tenantId, { ...noted, amountMinor: -one.totalMinor });
  const [row] = await tx
    .select()
    .from(documents)
    .where(
      and(eq(documents.tenantId, tenantId), eq(documents.kind, "return"), eq(documents.stripeId, stripeId)),
    );
  if (row?.state !== "waiting") return null;
  const { user } = await paymentAdministratorOf(tx, tenantId);
  const seller = await sellerOf(tx);
  const logo = await findLogo(tx, seller.logoHash);
  return {
    row,
    logo: logo?.bytes ?? null,
    document: {
      language: user.locale,
      number,
      returnedOn: row.issuedOn,
      recipient: payerName,
      issuer: issuerIn(seller, user.locale),
      currency,
      invoice: { ...invoice, issuedOn: dayOf(invoice.at, known.timeZone) },
      lines: one.lines.map(({ percents, ...line }) => ({ ...line, isReduced: percents.some(isReducedRate) })),
      rates: one.rates ?? sharesOfRefund(one.totalMinor, invoice.rates, currency),
      totalMinor: one.totalMinor,
    },
  };
}

async function print(ctx: Context, { row, document, logo }: Facts): Promise<void> {
  const stream = await documentPdf(returnTextOf(document), ctx.now, logo);
  const bytes = Buffer.from(await new Response(stream).arrayBuffer());
  await acrossTenants((tx) => keepFile(tx, row, { bytes, contentType: "application/pdf" }, ctx.now));
}
