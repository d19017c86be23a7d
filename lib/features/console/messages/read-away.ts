import { z } from "zod";
import { stripeAwaySince } from "@/lib/features/foundation/stripe-availability/stripe-availability";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** Since when Stripe has not answered, in ISO 8601; null: it does, or nobody has asked. */
export const readAway = useCase(staff("console.view"), {
  input: z.strictObject({}),
  read: async ({ tx }): Promise<{ since: string | null }> => ({
    since: (await stripeAwaySince(tx))?.toISOString() ?? null,
  }),
});
