import { eq } from "drizzle-orm";
import { licenses, tenants } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import { publishVersion } from "@/lib/features/catalog/plans/publication/publish-at-stripe";
import { taxRatesAtStripe } from "@/lib/features/catalog/tax-rates/tax-rates-at-stripe";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { isUnderWay } from "@/lib/features/foundation/outbox/enqueue-message";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { OutsideUnreachable } from "@/lib/http/outside";
import { followSubscription } from "@/lib/stripe/followed-subscription";
import { readSubscriptionFacts } from "./wanted-subscription";

/**
 * Makes the subscription say what the license says. While a period's invoice is being made nothing is told: the close
 * asks for this again when it is done.
 */
export const stripeSubscriptionSync = handler("stripe.subscription.sync", {
  async prepare(tx, { tenantId, id }, _parameters, { now }) {
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
    invariant(tenant, "a license's tenant exists");
    // One at a time: two that find no subscription would both make one.
    const license = await lockLicense(tx, tenantId);
    if (await isUnderWay(tx, tenantId, "stripe.subscription.sync", id)) return null;
    const { timeZone } = tenant;
    return { license, timeZone, facts: await readSubscriptionFacts(tx, license, timeZone, now) };
  },
  async execute(_parameters, message, { now }, prepared) {
    if (!prepared) throw new OutsideUnreachable("the subscription is being made to follow already");
    const { license, timeZone, facts } = prepared;
    const { customerId, isRenewing, unpublished } = facts;
    if (!customerId || isRenewing) return null;
    if (unpublished) await publishVersion(unpublished, message);
    const { wanted, taxKeys } = unpublished
      ? await inTenant(message.tenantId, (tx) => readSubscriptionFacts(tx, license, timeZone, now))
      : facts;
    const owner = { customerId, licenseId: license.id };
    const taxRateIds = await taxRatesAtStripe(taxKeys);
    const followed = await followSubscription(
      { id: license.stripeSubscriptionId, itemIds: license.toldItems.map(({ id }) => id) },
      wanted && { ...wanted, taxRateIds },
      owner,
      message.id,
    );
    return {
      before: license.stripeSubscriptionId,
      after: followed?.id ?? null,
      toldItems: followed?.items ?? [],
      toldRenews: wanted?.renews ?? null,
    };
  },
  async settle(tx, ctx, { tenantId }, _parameters, followed) {
    if (!followed) return;
    const { before, after, toldItems, toldRenews } = followed;
    await tx
      .update(licenses)
      .set({
        stripeSubscriptionId: after,
        toldItems,
        toldRenews,
        // A new one has none; what people put on the one before has ended with it.
        ...(before === after ? {} : { foundDiscounts: [] }),
      })
      .where(eq(licenses.tenantId, tenantId));
    if (before === after) return;
    await recordAudit(tx, ctx, tenantId, {
      action: "license.subscription_followed",
      before: { stripeSubscriptionId: before },
      after: { stripeSubscriptionId: after },
    });
  },
  async refuse(tx, ctx, { tenantId }, _parameters, reason) {
    await recordAudit(tx, ctx, tenantId, { action: "license.subscription_refused", after: { reason } });
  },
});
