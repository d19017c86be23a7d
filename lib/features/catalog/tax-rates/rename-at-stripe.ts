import { eq } from "drizzle-orm";
import { stripeTaxRates, taxRates } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { renameTaxRate } from "@/lib/stripe/tax-rates";
import { stripeWords } from "./tax-rates-at-stripe";

/** Gives a rate at Stripe the words that it has by then: a late repeat undoes nothing. One that is not there needs none. */
export const stripeTaxRateRename = handler("stripe.tax_rate.rename", {
  async execute({ taxRateId }) {
    const [row] = await acrossTenants((tx) =>
      tx
        .select({ rate: taxRates, stripeTaxRateId: stripeTaxRates.stripeTaxRateId })
        .from(taxRates)
        .innerJoin(stripeTaxRates, eq(stripeTaxRates.taxRateId, taxRates.id))
        .where(eq(taxRates.id, taxRateId)),
    );
    if (row) await renameTaxRate(row.stripeTaxRateId, stripeWords(row.rate));
  },
  async settle() {},
  async refuse(tx, ctx, _effect, { taxRateId }, reason) {
    await recordAudit(tx, ctx, backOffice, {
      action: "tax_rate.refused_by_stripe",
      after: { taxRateId, reason },
    });
  },
});
