import { and, eq } from "drizzle-orm";
import { onDemandCharges } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { DecimalText } from "@/lib/domain/catalog/component";
import type { Id } from "@/lib/domain/ids";
import { parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { includedIn, onDemandLines } from "@/lib/domain/on-demand/on-demand-lines";
import type { OnDemandLine } from "@/lib/domain/promise/lines/usage-line";
import { includedUsed, type OnDemandRow } from "./queries";

/** Charges as they are billed: their lines, and how much of each is included in its month. */
export type RatedWork = {
  lines: OnDemandLine[];
  taken: { id: Id<"onDemandCharge">; includedQuantity: DecimalText | null }[];
};

/** The lines of charges, in their order. Nothing is written: the caller bills them and notes it, or only shows them. */
export async function rateWork(
  tx: Transaction,
  rows: readonly Pick<OnDemandRow, "tenantId" | "id" | "monthFrom" | "charge">[],
): Promise<RatedWork> {
  const work: RatedWork = { lines: [], taken: [] };
  const used = new Map<string, DecimalText>();
  for (const { tenantId, id, monthFrom, charge } of rows) {
    const key = `${monthFrom} ${charge.component}`;
    if (charge.component === null) {
      work.lines.push(...onDemandLines(charge, "0"));
      work.taken.push({ id, includedQuantity: null });
      continue;
    }
    const before = used.get(key) ?? (await includedUsed(tx, tenantId, monthFrom, charge.component));
    const includedQuantity = includedIn(charge, before);
    used.set(key, printDecimal(parseDecimal(before) + parseDecimal(includedQuantity)));
    work.lines.push(...onDemandLines(charge, before));
    work.taken.push({ id, includedQuantity });
  }
  return work;
}

/** From now on the charges are billed, and cannot be withdrawn. In the transaction that bills them. */
export async function noteBilledWork(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { taken }: Pick<RatedWork, "taken">,
  now: Date,
): Promise<void> {
  for (const { id, includedQuantity } of taken)
    await tx
      .update(onDemandCharges)
      .set({ state: "billed", includedQuantity, closedAt: now })
      .where(and(eq(onDemandCharges.tenantId, tenantId), eq(onDemandCharges.id, id)));
}
