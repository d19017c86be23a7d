import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Context } from "@/lib/features/foundation/context/context";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { rateLateUsage } from "@/lib/features/license/usage-charges/rate-late-usage";
import { takeChangedMonths } from "@/lib/features/license/usage-charges/rated-months";
import { billingSettingsOf } from "@/lib/features/usage/billing-settings/billing-settings-of";
import { billPlanned } from "./bill-planned";
import { planUsage } from "./plan-usage";

/**
 * Looks at months that were rated and that count otherwise since: late events, voids, amendments, corrections of an
 * archive. A large amount is billed at once; what is late for good is written off. Called after what is due by now.
 */
export async function billLateUsage(tx: Transaction, ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  const license = await lockLicense(tx, tenantId);
  const changed = await takeChangedMonths(tx, tenantId);
  if (changed.size === 0) return;
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  invariant(tenant, `tenant ${tenantId} exists`);
  const { timeZone } = tenant;
  const at = ctx.now;
  const settings = await billingSettingsOf(tx);
  const usage = await rateLateUsage(tx, license, timeZone, changed, { at, settings });
  const planned = await planUsage(tx, tenantId, usage.due, { at, from: dayOf(at, timeZone), timeZone });
  await billPlanned(tx, ctx, license, timeZone, { usage, ...planned });
}
