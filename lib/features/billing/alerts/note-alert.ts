import type { Transaction } from "@/lib/db/transaction";
import { mauMeter } from "@/lib/domain/catalog/component";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { noteEvent } from "@/lib/features/foundation/events/note-event";
import type { Reached } from "./mail-reached";
import type { UsageStanding } from "./read-standing";

/** Tells the SaaS's own servers of a threshold, each once a month. */
export async function noteAlert(
  tx: Transaction,
  ctx: Context,
  tenant: { id: Id<"tenant">; currency: string },
  { month, costMinor }: UsageStanding,
  { threshold, allowance }: Reached,
): Promise<void> {
  const component = allowance?.component ?? null;
  const about = `${month}:${component ?? "cost"}`;
  await noteEvent(tx, ctx, tenant.id, {
    type: allowance?.meter === mauMeter ? "mau.threshold" : "usage.threshold",
    about,
    fact: `${about}:${threshold}`,
    data: {
      month,
      component,
      threshold,
      used: allowance?.used ?? String(costMinor),
      allowance: allowance?.allowance ?? null,
      currency: tenant.currency,
    },
  });
}
