import { and, eq, isNull, lt, or } from "drizzle-orm";
import { charges } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

type Read = { stripeInvoiceId: string; isLost: boolean; sequence: bigint; at: Date };

/**
 * Notes whether the money of a charge is gone, as Stripe said it in the read with this number. Lines of a lost charge give
 * nothing back. A refund can fail and then bring the money back. An older read changes nothing; an invoice that is none
 * of ours neither.
 */
export async function noteLost(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { stripeInvoiceId, isLost, sequence, at }: Read,
): Promise<void> {
  const own = and(
    eq(charges.tenantId, tenantId),
    eq(charges.stripeInvoiceId, stripeInvoiceId),
    or(isNull(charges.lostSequence), lt(charges.lostSequence, sequence)),
  );
  const [charge] = await tx.select({ lostAt: charges.lostAt }).from(charges).where(own).for("update");
  if (!charge) return;
  const lostAt = isLost ? (charge.lostAt ?? at) : null;
  await tx.update(charges).set({ lostAt, lostSequence: sequence }).where(own);
}
