import { eq } from "drizzle-orm";
import { z } from "zod";
import { paymentTerms } from "@/drizzle/schema";
import { may } from "@/lib/domain/access/actions";
import { dueDayMoves, longestTermDays, type PaymentTerms } from "@/lib/domain/payment-terms/payment-terms";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findPaymentTerms } from "./queries";

const moved = z.enum(dueDayMoves);

export const readPaymentTerms = useCase(tenant("billing_details.view"), {
  input: z.strictObject({}),
  read: async ({ tx, tenantId, standing }): Promise<{ terms: PaymentTerms | null; mayChange: boolean }> => ({
    terms: await findPaymentTerms(tx, tenantId),
    mayChange: may(standing.roles, "payment_terms.set"),
  }),
});

/** Says when a tenant pays what it is sent from its next invoice on. Null: as its contract says. */
export const setPaymentTerms = useCase(tenant("payment_terms.set", { locks: true }), {
  input: z.strictObject({
    terms: z
      .discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("days"), days: z.int().min(0).max(longestTermDays), moved }),
        z.strictObject({ kind: z.literal("end_of_next_month"), days: z.null(), moved }),
      ])
      .nullable(),
  }),
  async write({ input: { terms }, tx, tenantId, audit }) {
    const before = await findPaymentTerms(tx, tenantId);
    if (JSON.stringify(before) === JSON.stringify(terms && { ...terms })) return { terms };
    if (terms)
      await tx
        .insert(paymentTerms)
        .values({ tenantId, ...terms })
        .onConflictDoUpdate({ target: paymentTerms.tenantId, set: terms });
    else await tx.delete(paymentTerms).where(eq(paymentTerms.tenantId, tenantId));
    await audit({ action: "payment_terms.set", before: factsOf(before), after: factsOf(terms) });
    return { terms };
  },
});

const factsOf = (terms: PaymentTerms | null) =>
  terms === null
    ? { paymentTermsKind: "as_agreed" }
    : { paymentTermsKind: terms.kind, paymentTermsDays: terms.days, dueDayMoved: terms.moved };
