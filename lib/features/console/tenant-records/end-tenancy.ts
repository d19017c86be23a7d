import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { charges, onDemandCharges, stripeInvoices, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { hasRunningContract } from "@/lib/features/console/sales-model/has-running-contract";
import { staffOnTenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { isDebt } from "@/lib/features/license/debts/debt-conditions";
import { findOpenOrder, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { moveEpoch } from "@/lib/features/usage/metering/units/request-recount";

/**
 * Parts from a tenant: its people do not come in any more, and nothing is ordered, registered, recorded or changed. Its
 * data stays, as the books require, and what runs out (a paid period, the usage of its last month) is still invoiced. It is
 * refused while money is open or something paid would be renewed. Repeating it does nothing.
 */
export const endTenancy = useCase(staffOnTenant("tenant.close", { locks: true }), {
  input: z.strictObject({}),
  async write({ ctx, tx, tenantId, standing, audit }): Promise<{ changed: boolean }> {
    if (standing.tenant.closedAt) return { changed: false };
    const license = await lockLicense(tx, tenantId);
    if (await hasRunningContract(tx, tenantId)) throw new Refused("contract_stands");
    if (license.interval !== null && license.renews) throw new Refused("license_runs");
    if (license.payment !== "paid" || (await owes(tx, tenantId))) throw new Refused("tenant_owes");
    // Usage that is on its way is either recorded before this, or looked at again and refused.
    await moveEpoch(tx);
    await tx.update(tenants).set({ closedAt: ctx.now }).where(eq(tenants.id, tenantId));
    await audit({ action: "tenant.closed" });
    return { changed: true };
  },
});

/** Takes a closed tenant back, as it was. */
export const resumeTenancy = useCase(staffOnTenant("tenant.close", { locks: true }), {
  input: z.strictObject({}),
  async write({ tx, tenantId, standing, audit }): Promise<{ changed: boolean }> {
    if (!standing.tenant.closedAt) return { changed: false };
    await moveEpoch(tx);
    await tx.update(tenants).set({ closedAt: null }).where(eq(tenants.id, tenantId));
    await audit({ action: "tenant.reopened" });
    return { changed: true };
  },
});

/** An order that is being paid, an invoice that is not, or a charge that waits for one. */
async function owes(tx: Transaction, tenantId: Id<"tenant">): Promise<boolean> {
  if (await findOpenOrder(tx, tenantId)) return true;
  const waits = and(eq(onDemandCharges.tenantId, tenantId), eq(onDemandCharges.state, "pending"));
  if ((await tx.$count(onDemandCharges, waits)) > 0) return true;
  const isOpen = and(eq(charges.tenantId, tenantId), isNull(charges.closedAt));
  if ((await tx.$count(charges, isOpen)) > 0) return true;
  return (await tx.$count(stripeInvoices, and(eq(stripeInvoices.tenantId, tenantId), isDebt))) > 0;
}
