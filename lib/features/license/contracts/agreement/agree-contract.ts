import { eq } from "drizzle-orm";
import { contracts, tenants } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { ContractTerms } from "@/lib/domain/contract/contract";
import { spanProblems } from "@/lib/domain/contract/timeline";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { actorName, recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { type BegunContract, beginContract } from "@/lib/features/license/contracts/course/begin-contract";
import { findRunningContract, findScheduledContract } from "@/lib/features/license/contracts/record/queries";
import { termFacts } from "@/lib/features/license/contracts/record/term-facts";
import { checkTerms } from "@/lib/features/license/contracts/terms/check-terms";
import { versionFor } from "@/lib/features/license/contracts/terms/negotiated-version";
import { findOpenOrder, getLicense, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { earliestStart } from "./earliest-start";

/**
 * Sets or changes a sales-led tenant's contract in the caller's transaction (the tenant's): it holds from `startsAt` on, a
 * local midnight that may be today's, later, or in the past, and takes over there from a running one or from a license
 * that the tenant bought. Permission is the caller's to ask. Refuses `not_sales_led`, `change_pending` while something
 * waits for its day or for the payer, `payment_account_missing` and `stripe_off` where Choba is to invoice, and
 * `invalid_input` with each field.
 */
export async function agreeContract(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  terms: ContractTerms,
): Promise<BegunContract> {
  await lockLicense(tx, tenantId);
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  if (!tenant) throw new Refused("not_found");
  if (tenant.salesModel !== "sales_led") throw new Refused("not_sales_led");
  await beginDuePeriods(tx, ctx, tenantId);
  const running = await findRunningContract(tx, tenantId);
  if (running?.endingAt || (await findScheduledContract(tx, tenantId))) throw new Refused("change_pending");
  if (await findOpenOrder(tx, tenantId)) throw new Refused("change_pending");
  const base = await checkTerms(tx, tenant, terms);
  const earliest = earliestStart(running, await getLicense(tx, tenantId), tenant.timeZone);
  const fields = spanProblems(terms, earliest, ctx.now);
  if (fields.length > 0) throw new Refused("invalid_input", { fields });

  const isNow = terms.startsAt <= ctx.now;
  const { planVersionId, reason } = await versionFor(tx, ctx, tenantId, base, terms.override);
  const { invoicing } = terms;
  const [contract] = await tx
    .insert(contracts)
    .values({
      tenantId,
      id: newId("contract"),
      state: "scheduled",
      planVersionId,
      basePlanVersionId: base.id,
      overrideReason: reason,
      interval: terms.interval,
      quantities: terms.quantities,
      discount: terms.discount,
      taxes: [...terms.taxes],
      taxRounding: terms.taxRounding,
      timeZone: tenant.timeZone,
      startsAt: terms.startsAt,
      endsAt: terms.endsAt,
      atEnd: terms.atEnd,
      termStartsAt: terms.startsAt,
      termEndsAt: terms.endsAt,
      invoicedBy: invoicing.by,
      daysUntilDue: invoicing.by === "choba" ? invoicing.daysUntilDue : null,
      stripeSubscriptionId: invoicing.by === "choba" ? null : invoicing.stripeSubscriptionId,
      agreedBy: actorName(ctx),
      agreedAt: ctx.now,
    })
    .returning();
  if (!contract) throw new Refused("busy");
  await recordAudit(tx, ctx, tenantId, {
    action: isNow ? "contract.set" : "contract.schedule",
    before: running && termFacts(running),
    after: termFacts(contract),
  });
  // The subscription of what runs until then is not renewed beyond it.
  if (!isNow) return { contract, messages: [await enqueueSync(tx, ctx, tenantId)] };
  return beginContract(tx, ctx, contract);
}
