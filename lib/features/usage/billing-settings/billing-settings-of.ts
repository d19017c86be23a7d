import { eq } from "drizzle-orm";
import { billingSettings } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type BillingSettings, usualBilling } from "@/lib/domain/close/billing-settings";

export const theOneRow = 1;

/** When usage is billed: as usual, until somebody has said otherwise. */
export async function billingSettingsOf(tx: Transaction): Promise<BillingSettings> {
  const [row] = await tx.select().from(billingSettings).where(eq(billingSettings.id, theOneRow));
  if (!row) return usualBilling;
  const { graceHours, correctionDays, atOnceMinor, leastMinor } = row;
  return { graceHours, correctionDays, atOnceMinor, leastMinor };
}
