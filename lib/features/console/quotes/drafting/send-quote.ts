import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { invariant, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { freezeEstimate } from "@/lib/domain/quote/frozen";
import type { QuoteContact } from "@/lib/domain/quote/offer";
import { quoteNumber, stateAt, validityEnd } from "@/lib/domain/quote/quote";
import { inLanguage, issuerIn } from "@/lib/domain/seller/seller";
import { dayOf } from "@/lib/domain/time/calendar";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { moveQuote } from "@/lib/features/console/quotes/record/move-quote";
import { priceOffer } from "@/lib/features/console/quotes/record/price-offer";
import { lockQuote, offeredIn, type Quote } from "@/lib/features/console/quotes/record/queries";
import { quoteId } from "@/lib/features/console/quotes/record/quote-input";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { sellerOf } from "@/lib/features/foundation/seller/seller-of";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findBillingDetails } from "@/lib/features/payers/billing-details/queries";
import { findPaymentTerms } from "@/lib/features/payers/payment-terms/queries";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { findPerson } from "@/lib/features/people/tenants/queries";
import { headTotal } from "./save-quote-draft";

export type SentQuote = { quoteId: Id<"quote">; number: string };

/**
 * Sends a draft as it was last seen: takes its number, freezes the price, replaces the quote that it revises, and mails
 * the payment administrator. Sent again it answers with the same number.
 */
export const sendQuote = useCase(tenant("quotes.manage", { locks: true }), {
  input: z.strictObject({ quoteId, revision: z.int().min(1) }),
  // A tenant's transaction sees no staff, so the sender is looked up before it.
  outside: ({ ctx }) => contactOf(ctx),
  async write({
    ctx,
    input,
    fetched: contact,
    tx,
    tenantId,
    standing: { tenant },
    audit,
  }): Promise<SentQuote> {
    const quote = await lockQuote(tx, tenantId, input.quoteId);
    if (quote.state === "sent" && quote.number) return { quoteId: quote.id, number: quote.number };
    if (quote.state !== "draft") throw new Refused("quote_closed");
    if (quote.revision !== input.revision) throw new Refused("changed_meanwhile");
    // Nobody is sent what they could not accept.
    if (tenant.salesModel !== "sales_led") throw new Refused("not_sales_led");
    const validBefore = validityEnd(quote.validUntil, tenant.timeZone);
    if (validBefore <= ctx.now)
      throw new Refused("invalid_input", { fields: [{ field: "validUntil", rule: "day_is_over" }] });
    await replaceEarlier(tx, ctx, quote);

    const plan = await getPlanVersion(tx, quote.planVersionId);
    const { definition, estimate, terms } = await priceOffer(tx, plan.definition, offeredIn(quote));
    if (estimate.doesNotFit.length > 0) throw new Refused("does_not_fit");
    const details = await findBillingDetails(tx, tenantId);
    const seller = await sellerOf(tx);
    const issuer = issuerIn(seller, quote.language);
    const number = await nextNumber(tx, dayOf(ctx.now, tenant.timeZone));
    await moveQuote(tx, ctx, quote, "send", {
      set: {
        number,
        sentAt: ctx.now,
        validBefore,
        totalMinor: headTotal(estimate),
        publicToken: randomBytes(24).toString("base64url"),
        frozen: {
          planKey: plan.planKey,
          planVersion: plan.version,
          planName: definition.name,
          definition,
          estimate: freezeEstimate(estimate),
          taxes: terms.taxes,
          taxRounding: terms.taxRounding,
          issuer,
          recipient: details?.companyName || tenant.name,
          contact,
          paymentTerms: await findPaymentTerms(tx, tenantId),
        },
      },
    });
    await audit({
      action: "quote.send",
      after: {
        quoteId: quote.id,
        number,
        planVersionId: quote.planVersionId,
        interval: quote.interval,
        totalMinor: String(headTotal(estimate)),
        validUntil: quote.validUntil,
      },
    });
    const { user } = await paymentAdministratorOf(tx, tenantId);
    await enqueueMail(tx, ctx, tenantId, {
      to: user.email,
      locale: user.locale,
      template: "quote_sent",
      values: {
        name: user.name,
        tenant: tenant.name,
        number,
        subject: quote.subject,
        issuer: inLanguage(seller.name, user.locale),
        validUntil: quote.validUntil,
      },
      path: `/t/${tenant.slug}/quotes/${quote.id}`,
      subject: `quote:${quote.id}`,
    });
    return { quoteId: quote.id, number };
  },
});

/** The revised quote can no longer be answered; if it has been accepted meanwhile, there is nothing to revise. */
async function replaceEarlier(tx: Transaction, ctx: Context, revision: Quote): Promise<void> {
  if (!revision.replacesId) return;
  const earlier = await lockQuote(tx, revision.tenantId, revision.replacesId);
  const state = stateAt(earlier, ctx.now);
  if (state === "accepted" || state === "replaced") throw new Refused("quote_closed");
  if (state === "sent" || state === "expired") await moveQuote(tx, ctx, earlier, "replace");
}

async function nextNumber(tx: Transaction, today: string): Promise<string> {
  const year = Number(today.slice(0, 4));
  const [row] = (await tx.execute<{ count: number }>(sql`select choba_next_quote_number(${year}) as count`))
    .rows;
  invariant(row, "a quote number was counted");
  return quoteNumber(year, row.count);
}

async function contactOf({ actor }: Context): Promise<QuoteContact | null> {
  const person = actor.kind === "user" ? await findPerson({ id: actor.userId }) : null;
  return person && { name: person.name, email: person.email };
}
