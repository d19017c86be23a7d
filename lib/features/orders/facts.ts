import type { Transaction } from "@/lib/db/transaction";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import { type ChangeKind, classifyChange } from "@/lib/domain/license/change";
import { stripeIntegration } from "@/lib/stripe/client";
import { findPlanOnSale, findStripePrice, getPlanVersion, type PlanVersion } from "../catalog/queries";
import { findOpenOrder, findOpenReservation, getLicense, type License } from "../license/queries";
import { findPaymentAccount } from "../payment-account/queries";
import type { Standing } from "../shared/authorise";

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

/** Refuses with the first rule that forbids the change; preview and confirmation ask the same ones. */
export async function readChangeFacts(
  tx: Transaction,
  standing: Standing,
  wanted: WantedChange,
): Promise<ChangeFacts> {
  const tenantId = standing.tenant.id;
  if (!stripeIntegration()) throw new Refused("stripe_off");
  if (standing.tenant.salesModel === "sales_led") throw new Refused("sales_led");
  const target = await findPlanOnSale(tx, wanted.planKey);
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
