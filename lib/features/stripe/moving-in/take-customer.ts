import { and, eq, isNull } from "drizzle-orm";
import { licenses, paymentAccounts } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { ProposedLicense, ProposedTenant } from "@/lib/domain/moving-in/moving-in";
import { foundOwnedTenant } from "@/lib/features/console/new-tenant/found-owned-tenant";
import { slugsFor } from "@/lib/features/console/new-tenant/slugs-for";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { beginTerm } from "@/lib/features/license/lifecycle/begin-term";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { afterRequests } from "@/lib/features/stripe/reconciliation/pace";
import { keepPaid } from "./keep-paid";

/** A license holds a version; the plan's key is looked up by the caller. `place`: how many customers come before it. */
export type TakenCustomer = {
  tenant: ProposedTenant;
  planVersionId: Id<"planVersion"> | null;
  place: number;
};

/**
 * Makes the tenant of a customer, or finds the one that it is linked to, and gives it the license that it has paid for at
 * Stripe. Nobody is told by mail and nothing is charged; the subscription follows from now on. False if somebody has
 * linked it or bought something meanwhile.
 */
export async function takeCustomer(
  tx: Transaction,
  ctx: Context,
  { tenant, planVersionId, place }: TakenCustomer,
): Promise<boolean> {
  const found = await tenantOfCustomer(tx, tenant.customerId);
  if (found !== tenant.tenantId) return false;
  const tenantId = found ?? (await newTenant(tx, ctx, tenant, place));
  const { license } = tenant;
  if (!license) return true;
  invariant(planVersionId, `plan ${license.planKey} is on sale`);
  if (!(await takeLicense(tx, ctx, tenantId, license, planVersionId))) return false;
  const { currency } = tenant;
  if (license.paid) await keepPaid(tx, ctx, tenantId, { planVersionId, currency, paid: license.paid });
  return true;
}

async function newTenant(
  tx: Transaction,
  ctx: Context,
  tenant: ProposedTenant,
  place: number,
): Promise<Id<"tenant">> {
  const { customerId, name, email, currency, timeZone, locale, balanceMinor, paymentMethodId } = tenant;
  const founded = await foundOwnedTenant(
    tx,
    ctx,
    {
      name,
      salesModel: "self_serve",
      currency,
      timeZone,
      locale,
      slugs: slugsFor(name, email),
      owner: { email, name },
    },
    "email",
  );
  invariant(founded, `an address is free for ${customerId}`);
  const { tenantId } = founded;
  const payer = { payerName: name, payerEmail: email };
  await tx.insert(paymentAccounts).values({
    tenantId,
    stripeCustomerId: customerId,
    ...payer,
    hasPaymentMethod: paymentMethodId !== null,
    paymentMethodId,
    balanceMinor,
    createdAt: ctx.now,
  });
  const after = { stripeCustomerId: customerId, ...payer };
  await recordAudit(tx, ctx, tenantId, { action: "payment_account.linked", after });
  await enqueueMessage(
    tx,
    ctx,
    tenantId,
    "stripe.customer.name_tenant",
    { stripeCustomerId: customerId },
    "worker",
  );
  // Its address, tax ids and coupons.
  const job = { key: `refresh-account:${customerId}`, delay: afterRequests(place) };
  await enqueueJob(tx, "refresh-account", { customerId }, job);
  return tenantId;
}

async function takeLicense(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  license: ProposedLicense,
  planVersionId: Id<"planVersion">,
): Promise<boolean> {
  const { subscriptionId, interval, seats, addons, trialEnd, periodStart, periodEnd, yearStart, renews } =
    license;
  const holding = { planVersionId, interval, seats, addons, trialEnd };
  const [taken] = await tx
    .update(licenses)
    .set({
      ...holding,
      yearStart,
      periodStart,
      periodEnd,
      renews,
      stripeSubscriptionId: subscriptionId,
      toldItems: [...license.items],
      toldRenews: renews,
      foundDiscounts: [...license.discounts],
      endedPlanVersionId: null,
      endedAt: null,
    })
    .where(and(eq(licenses.tenantId, tenantId), isNull(licenses.interval)))
    .returning({ licenseId: licenses.id });
  if (!taken) return false;
  // Held from now on: what was used before was not counted here.
  await beginTerm(tx, tenantId, { licenseId: taken.licenseId, ...holding }, ctx.now);
  await recordAudit(tx, ctx, tenantId, {
    action: "license.moved_in",
    after: { planVersionId, interval, seats, periodEnd: periodEnd.toISOString(), subscriptionId },
  });
  await enqueueSync(tx, ctx, tenantId);
  return true;
}
