import { eq } from "drizzle-orm";
import { z } from "zod";
import { stripeTaxRates, taxRates } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { stripeIntegration } from "@/lib/stripe/client";
import { type EffectReference, enqueueEffect } from "../outbox/enqueue";
import { executeEffect } from "../outbox/execute";
import { deskTenant } from "../shared/desk";
import { deskCommand } from "../shared/desk-command";
import { taxRateWords } from "./schema";
import { renameOperation } from "./stripe-rename";

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
    const effect =
      known && stripeIntegration()
        ? await enqueueEffect(tx, ctx, deskTenant, renameOperation, { taxRateId: rate.id })
        : null;
    return { id: rate.id, effect };
  },
  async afterCommit(ctx, { id, effect }): Promise<{ id: Id<"taxRate"> }> {
    if (effect) await executeEffect(ctx, effect);
    return { id };
  },
});

type Renamed = { id: Id<"taxRate">; effect: EffectReference | null };
