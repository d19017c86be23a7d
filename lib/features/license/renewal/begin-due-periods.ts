import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { longestOrderMs } from "@/lib/domain/license/order";
import type { Context } from "@/lib/features/foundation/context/context";
import { changeContract, findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { changeHolding } from "@/lib/features/license/lifecycle/change-holding";
import { endLicense } from "@/lib/features/license/lifecycle/end-license";
import { findOpenOrder, type License, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { closeReservation } from "@/lib/features/license/reservations/close-reservation";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { billingSettingsOf } from "@/lib/features/usage/billing-settings/billing-settings-of";
import { billPlanned } from "./bill-planned";
import { type ClosePlan, dueMoments, planClose } from "./plan-close";

/**
 * Begins every period that is due, of a contract that Choba invoices or of a license that was bought: it is renewed, a
 * trial becomes paid, a reservation takes effect, or a license whose renewal was stopped ends. The usage of each month that has ended is rated
 * and billed with it. What all this costs is promised and committed here; its invoice follows (`stripe.close.carry`).
 * Nothing is begun twice, and nothing waits for Stripe. Only an order that was placed before the period and is neither paid
 * nor given up is waited for, as long as orders may be open: the period begins with what is held after it.
 */
export async function beginDuePeriods(tx: Transaction, ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  invariant(tenant, `tenant ${tenantId} exists`);
  const { timeZone } = tenant;
  const settings = await billingSettingsOf(tx);
  for (;;) {
    const license = await lockLicense(tx, tenantId);
    const contract = await findRunningContract(tx, tenantId);
    const { begins, usage } = dueMoments(license, contract, settings);
    const at = firstDue([begins, usage], ctx.now);
    if (!at || (await waitsForOrder(tx, tenantId, at, ctx.now))) return;
    const plan = await planClose(tx, license, contract, { at, timeZone });
    await billPlanned(tx, ctx, license, timeZone, plan);
    await begin(tx, ctx, license, plan);
    // The contract ends, or gives way to another, which is carried out elsewhere.
    if (plan.outcome === "contract" && !plan.billed) return;
  }
}

/**
 * An order that is older than orders may be is waited for as well: Choba or Stripe was away, and asks only now what became of
 * it. One whose end does not come holds the period up no longer than it may be open.
 */
async function waitsForOrder(tx: Transaction, tenantId: Id<"tenant">, at: Date, now: Date): Promise<boolean> {
  const order = await findOpenOrder(tx, tenantId);
  if (!order || order.createdAt >= at) return false;
  return now.getTime() - at.getTime() < longestOrderMs;
}

/** The earliest of the moments that have come. */
function firstDue(moments: readonly (Date | null)[], now: Date): Date | null {
  const due = moments.filter((moment) => moment !== null).filter((moment) => moment <= now);
  return due.reduce<Date | null>((first, moment) => (first && first <= moment ? first : moment), null);
}

async function begin(tx: Transaction, ctx: Context, license: License, plan: ClosePlan): Promise<void> {
  if (plan.outcome === "ends") {
    await endLicense(tx, ctx, license, plan.endsAt);
    await enqueueSync(tx, ctx, license.tenantId);
  }
  if (plan.outcome === "contract" && plan.billed) await changeContract(tx, plan.contract, plan.billed);
  if (plan.outcome !== "renews") return;
  await changeHolding(tx, ctx, license, plan.holding);
  if (plan.reservation) await closeReservation(tx, ctx, plan.reservation, "applied");
}
