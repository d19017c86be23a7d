import { eq } from "drizzle-orm";
import { z } from "zod";
import { stripeTaxRates, taxRates } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { deskTenant } from "@/lib/features/foundation/context/console-tenant";
import { enqueueMessage, type MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { deskCommand } from "@/lib/features/foundation/use-case/desk-command";
import { stripeIntegration } from "@/lib/stripe/client";
import { taxRateWords } from "./tax-rate-fields";

/** Changes what a tax rate is called and described as, at Stripe too where it is there; its percent and inclusion are not even taken. */
export const updateTaxRate = deskCommand({
  action: "tax_rates.manage",
  input: z.strictObject({ id: z.string(), ...taxRateWords }),
  async run({ ctx, input: { id, ...words }, tx, audit }): Promise<Renamed> {
    const [rate] = await tx
      .update(taxRates)
      .set(words)
      .where(eq(taxRates.id, id as Id<"taxRate">))
      .returning({ id: taxRates.id, key: taxRates.key });
    if (!rate) throw new Refused("not_found");
    await audit({ action: "tax_rate.change", after: { taxRate: rate.key, ...words } });
    const [known] = await tx.select().from(stripeTaxRates).where(eq(stripeTaxRates.taxRateId, rate.id));
    const message =
      known && stripeIntegration()
        ? await enqueueMessage(tx, ctx, deskTenant, "stripe.tax_rate.rename", { taxRateId: rate.id })
        : null;
    return { id: rate.id, message };
  },
  async afterCommit(ctx, { id, message }): Promise<{ id: Id<"taxRate"> }> {
    if (message) await processMessage(ctx, message);
    return { id };
  },
});

type Renamed = { id: Id<"taxRate">; message: MessageReference | null };
