import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { isSelfServe } from "@/lib/domain/catalog/fixed-prices";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import { type ChangeKind, classifyChange } from "@/lib/domain/license/classify-change";
import {
  findStripePrice,
  getPlanVersion,
  type PlanVersion,
  plansOnSaleIn,
} from "@/lib/features/catalog/plans/record/queries";
import { id } from "@/lib/features/foundation/input/id";
import { pendingParameters } from "@/lib/features/foundation/outbox/enqueue-message";
import type { Standing } from "@/lib/features/foundation/use-case/authorise";
import {
  findOpenOrder,
  findOpenReservation,
  getLicense,
  type License,
} from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { salesModelOf } from "@/lib/features/people/tenants/queries";
import { stripeIntegration } from "@/lib/stripe/client";

export type WantedChange = { planKey: string; interval: PaidInterval };

/** Everything a change depends on, read in one transaction, after every rule that could forbid it was asked. */
export type ChangeFacts = {
  kind: Exclude<ChangeKind, "same">;
  license: License;
  current: PlanVersion;
  target: PlanVersion;
  interval: PaidInterval;
  stripePriceId: string;
  stripeCustomerId: string;
  cardOnFile: boolean;
};

/** What a shown price was worked out from. */
export const changeBasisSchema = z.strictObject({
  kind: z.enum(["purchase", "upgrade", "downgrade"]),
  planVersionId: id("planVersion"),
  stripeSubscriptionId: z.string().nullable(),
  periodEnd: z.iso.datetime().nullable(),
});

export type ChangeBasis = z.output<typeof changeBasisSchema>;

export const basisOf = (facts: ChangeFacts): ChangeBasis => ({
  kind: facts.kind,
  planVersionId: facts.target.id,
  stripeSubscriptionId: facts.license.stripeSubscriptionId,
  periodEnd: facts.license.periodEnd?.toISOString() ?? null,
});

/** Throws unless the price was worked out from what is true under the lock: otherwise it must be shown anew. */
export function requireBasis(facts: ChangeFacts, shown: ChangeBasis): void {
  if (JSON.stringify(basisOf(facts)) !== JSON.stringify(shown)) throw new Refused("change_pending");
}

/** Refuses with the first rule that forbids the change; preview and confirmation ask the same ones. */
export async function readChangeFacts(
  tx: Transaction,
  tenant: Standing["tenant"],
  wanted: WantedChange,
): Promise<ChangeFacts> {
  const tenantId = tenant.id;
  if (!stripeIntegration()) throw new Refused("stripe_off");
  // Read anew: the desk may have turned the tenant over while this waited for the license.
  if ((await salesModelOf(tx, tenantId)) === "sales_led") throw new Refused("sales_led");
  const offered = await plansOnSaleIn(tx, tenant.currency);
  const target = offered.find((plan) => plan.planKey === wanted.planKey && isSelfServe(plan.definition));
  const price = target && (await findStripePrice(tx, target.id, wanted.interval));
  if (!target || !price) throw new Refused("plan_unavailable");
  const account = await findPaymentAccount(tx, tenantId);
  if (!account) throw new Refused("payment_account_missing");
  if (!account.stripeCustomerId) throw new Refused("stripe_unreachable");
  const license = await getLicense(tx, tenantId);
  const current = await getPlanVersion(tx, license.planVersionId);
  const kind = classifyChange(
    { planVersionId: current.id, rank: current.rank, interval: license.interval },
    { planVersionId: target.id, rank: target.rank, interval: wanted.interval },
  );
  if (kind === "same") throw new Refused("same_license");
  if (await findOpenOrder(tx, tenantId)) throw new Refused("change_pending");
  if (await findOpenReservation(tx, tenantId)) throw new Refused("change_pending");
  if (await pendingParameters(tx, tenantId, "stripe.subscription.set_renewal"))
    throw new Refused("change_pending");
  if (!license.renews) throw new Refused("renewal_stopped");
  if (license.payment !== "paid") throw new Refused("payment_due");
  return {
    kind,
    license,
    current,
    target,
    interval: wanted.interval,
    stripePriceId: price.stripePriceId,
    stripeCustomerId: account.stripeCustomerId,
    cardOnFile: account.hasPaymentMethod,
  };
}
