import { and, eq } from "drizzle-orm";
import { writeOffs } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { WriteOffCause } from "@/lib/domain/collection/write-off";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";

export type WriteOff = typeof writeOffs.$inferSelect;
type Key = { stripeInvoiceId: string; cause: WriteOffCause };

export async function findWriteOff(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { stripeInvoiceId, cause }: Key,
): Promise<WriteOff | null> {
  const [row] = await tx
    .select()
    .from(writeOffs)
    .where(
      and(
        eq(writeOffs.tenantId, tenantId),
        eq(writeOffs.stripeInvoiceId, stripeInvoiceId),
        eq(writeOffs.cause, cause),
      ),
    );
  return row ?? null;
}

export async function getWriteOff(tx: Transaction, tenantId: Id<"tenant">, key: Key): Promise<WriteOff> {
  const row = await findWriteOff(tx, tenantId, key);
  invariant(row, `the write-off of ${key.stripeInvoiceId} exists`);
  return row;
}

/** Everything that was written off for a tenant, but for what came to nothing. */
export async function writeOffsOf(tx: Transaction, tenantId: Id<"tenant">): Promise<WriteOff[]> {
  const rows = await tx.select().from(writeOffs).where(eq(writeOffs.tenantId, tenantId));
  return rows.filter(({ state }) => state !== "undone");
}
