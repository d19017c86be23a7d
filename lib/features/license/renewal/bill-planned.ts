import type { Transaction } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { noteRatedUsage } from "@/lib/features/license/usage-charges/note-rated-usage";
import type { RatedUsage } from "@/lib/features/license/usage-charges/rated-usage";
import { keepStatement } from "./keep-statement";
import { openClose } from "./open-close";
import type { PlannedUsage } from "./plan-usage";

/** Commits what was planned to be billed, and notes which usage is rated with it. */
export async function billPlanned(
  tx: Transaction,
  ctx: Context,
  license: License,
  timeZone: string,
  { usage, invoices, statements }: PlannedUsage & { usage: RatedUsage },
): Promise<void> {
  const { tenantId } = license;
  await noteRatedUsage(tx, ctx, license, timeZone, usage);
  for (const statement of statements) await keepStatement(tx, ctx, tenantId, statement);
  for (const invoice of invoices) await openClose(tx, ctx, tenantId, invoice);
}
