import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import type { Customer } from "./queries";

/** A tenant pays in one currency, which Stripe keeps on its customer. Before it has one, it may still be another. */
export const mayPayIn = ({ currency, hasAccount, salesModel }: Customer, wanted: string): boolean =>
  currency === wanted || (!hasAccount && salesModel === "self_serve");

/** What a tenant buys first decides its currency. Refuses by `field` where it is decided already. */
export async function adoptCurrency(
  tx: Transaction,
  ctx: Context,
  customer: Customer,
  wanted: string,
  field: string,
): Promise<void> {
  const { id, currency } = customer;
  if (currency === wanted) return;
  if (!mayPayIn(customer, wanted))
    throw new Refused("invalid_input", {
      fields: [{ field, rule: "other_currency", params: { currency } }],
    });
  await tx.update(tenants).set({ currency: wanted }).where(eq(tenants.id, id));
  await recordAudit(tx, ctx, id, {
    action: "tenant.edited",
    before: { currency },
    after: { currency: wanted },
  });
}
