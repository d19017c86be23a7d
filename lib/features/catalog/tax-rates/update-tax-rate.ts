import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { defaultTaxRates, stripeTaxRates, taxRates } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { id } from "@/lib/features/foundation/input/id";
import { enqueueMessage, type MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { stripeIntegration } from "@/lib/stripe/client";
import { taxRateWords } from "./tax-rate-fields";

/** Changes what a tax rate is called and described as, at Stripe too where it is there; its percent and inclusion are not even taken. */
export const updateTaxRate = useCase(staff("tax_rates.manage"), {
  input: z.strictObject({ id: id("taxRate"), ...taxRateWords }),
  async write({ ctx, input: { id: taxRateId, ...words }, tx, audit }): Promise<Renamed> {
    await refuseOtherCountry(tx, taxRateId, words.country);
    const [rate] = await tx
      .update(taxRates)
      .set(words)
      .where(eq(taxRates.id, taxRateId))
      .returning({ id: taxRates.id, key: taxRates.key });
    if (!rate) throw new Refused("not_found");
    await audit({ action: "tax_rate.change", after: { taxRate: rate.key, ...words } });
    const [known] = await tx.select().from(stripeTaxRates).where(eq(stripeTaxRates.taxRateId, rate.id));
    const message =
      known && stripeIntegration()
        ? await enqueueMessage(tx, ctx, backOffice, "stripe.tax_rate.rename", { taxRateId: rate.id })
        : null;
    return { id: rate.id, message };
  },
  async afterCommit({ ctx }, { id, message }): Promise<{ id: Id<"taxRate"> }> {
    if (message) await processMessage(ctx, message);
    return { id };
  },
});

/** A default rate belongs to its country for good: what was charged there was charged with it. */
async function refuseOtherCountry(tx: Transaction, taxRateId: Id<"taxRate">, country: string): Promise<void> {
  const [used] = await tx
    .select({ country: defaultTaxRates.country })
    .from(defaultTaxRates)
    .where(and(eq(defaultTaxRates.taxRateId, taxRateId), ne(defaultTaxRates.country, country)))
    .limit(1);
  if (used) throw new Refused("invalid_input", { fields: [{ field: "country", rule: "cannot_change" }] });
}

type Renamed = { id: Id<"taxRate">; message: MessageReference | null };
