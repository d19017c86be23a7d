import { and, eq } from "drizzle-orm";
import { onDemandCharges } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { includedIn, onDemandLines } from "@/lib/domain/on-demand/on-demand-lines";
import type { OnDemandLine } from "@/lib/domain/promise/lines/usage-line";
import { includedUsed, type OnDemandRow } from "./queries";

/** The lines of a charge that is billed now. From then on it cannot be withdrawn. The caller bills the lines. */
export async function takeOnDemand(tx: Transaction, row: OnDemandRow, now: Date): Promise<OnDemandLine[]> {
  const { tenantId, id, monthFrom, charge } = row;
  const used =
    charge.component === null ? "0" : await includedUsed(tx, tenantId, monthFrom, charge.component);
  const includedQuantity = charge.component === null ? null : includedIn(charge, used);
  await tx
    .update(onDemandCharges)
    .set({ state: "billed", includedQuantity, closedAt: now })
    .where(and(eq(onDemandCharges.tenantId, tenantId), eq(onDemandCharges.id, id)));
  return onDemandLines(charge, used);
}
