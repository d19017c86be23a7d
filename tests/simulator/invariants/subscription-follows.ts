import { inTenant } from "@/lib/db/transaction";
import { besideLicense, compareSubscription } from "@/lib/domain/stripe-differences/compare-subscription";
import type { Difference } from "@/lib/domain/stripe-differences/difference";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { openDifferences } from "@/lib/features/license/differences/queries";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { readSubscriptionFacts } from "@/lib/features/license/subscription/wanted-subscription";
import { readSubscription, type SubscriptionFacts } from "@/lib/stripe/subscriptions";
import type { Company } from "../company";
import type { Tenant } from "../tenant";
import type { Invariant } from "./invariant";

export const subscriptionFollows: Invariant = {
  name: "the subscription says what the license says",
  says: "Each license that renews has one subscription, which says the same; what differs is a difference that is known.",
  async broken(company) {
    const broken: string[] = [];
    for (const tenant of company.tenants)
      broken.push(...(await ofTenant(company, tenant)).map((said) => `tenant ${tenant.number} ${said}`));
    return broken;
  },
};

async function ofTenant({ world }: Company, { tenantId, customerId, side }: Tenant): Promise<string[]> {
  const { now } = await world.asSystem();
  const { license, wanted, isRenewing, isAgreed, open } = await inTenant(tenantId, async (tx) => {
    const license = await getLicense(tx, tenantId);
    const facts = await readSubscriptionFacts(tx, license, "Asia/Tokyo", now);
    const isAgreed = (await findRunningContract(tx, tenantId))?.invoicedBy === "choba";
    return { license, ...facts, isAgreed, open: await openDifferences(tx, tenantId) };
  });
  const { data } = await world.stripe.subscriptions.list({ customer: customerId, limit: 100 });
  // One whose first invoice was never paid is none.
  const kept = data.filter(({ status }) => status !== "incomplete_expired");
  const running = await Promise.all(kept.map(({ id }) => readSubscription(id)));
  const isKnown = ({ kind, key }: Pick<Difference, "kind" | "key">) =>
    open.some((row) => row.kind === kind && row.key === key);
  // Where a sales rep has agreed nothing that Choba invoices, people may make subscriptions as they like.
  const mayBeOthers = side.rep !== null && !isAgreed;
  const others = mayBeOthers ? [] : running.filter(({ licenseId }) => licenseId !== license.id);
  const unknown = others.map(({ whole }) => besideLicense(whole)).filter((each) => !isKnown(each));
  const said = unknown.map(({ key }) => `has another subscription: ${key}`);
  // A close that waits tells the subscription when it is done.
  if (isRenewing) return said;
  const own = running.filter(({ licenseId }) => licenseId === license.id);
  return [
    ...said,
    ...ofOwn(
      own,
      license,
      wanted,
      isKnown,
      open.some(({ kind }) => kind === "subscription_cancelled"),
    ),
  ];
}

type Facts = Awaited<ReturnType<typeof readSubscriptionFacts>>;
type License = Awaited<ReturnType<typeof getLicense>>;

function ofOwn(
  own: readonly SubscriptionFacts[],
  license: License,
  wanted: Facts["wanted"],
  isKnown: (difference: Difference) => boolean,
  isCancelled: boolean,
): string[] {
  const [found, ...more] = own;
  if (more.length > 0) return [`has ${own.length} subscriptions of its license`];
  if (!wanted) return found ? [`has ${found.id}, and its license needs none`] : [];
  // One that runs out anyway may end a little earlier.
  if (!found) return isCancelled || !wanted.renews ? [] : ["has no subscription, and its license renews"];
  const itemIds = license.toldItems.map(({ id }) => id);
  const differences = compareSubscription(found.whole, { ...wanted, itemIds });
  const said = differences
    .filter((each) => !isKnown(each))
    .map(({ kind, facts }) => `has ${kind} on ${found.id}: ${JSON.stringify(facts)}`);
  // An end on a day of somebody's choice is a difference of its own.
  if (found.renews === wanted.renews || differences.some(({ kind }) => kind === "ends_on")) return said;
  return [
    ...said,
    `has ${found.id}, which ${found.renews ? "renews" : "ends"}, and its license does not agree`,
  ];
}
