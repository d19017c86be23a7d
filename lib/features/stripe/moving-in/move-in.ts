import { z } from "zod";
import { acrossTenants } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Known } from "@/lib/domain/moving-in/known";
import type { MovingIn } from "@/lib/domain/moving-in/moving-in";
import { proposeMovingIn } from "@/lib/domain/moving-in/propose-moving-in";
import type { Context } from "@/lib/features/foundation/context/context";
import { system } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { stripeIntegration } from "@/lib/stripe/client";
import { readAccount } from "./read-account";
import { readKnown } from "./read-known";
import { sellPlan } from "./sell-plan";
import { takeCustomer } from "./take-customer";

/** `taken`: how many customers were taken over; 0 in a dry run. `changed`: those that changed meanwhile, for the next run. */
export type MovedIn = MovingIn & { taken: number; changed: string[] };

/**
 * Takes over an account at Stripe that bills already: its prices as plans, its customers as tenants, what they have paid
 * as licenses. A dry run says what the import does. Each customer is a transaction of its own, so a run that was cut off
 * is repeated, and what was taken over before stays as it is.
 */
export const moveIn = useCase(system(), {
  input: z.strictObject({ dryRun: z.boolean() }),
  async run({ ctx, input: { dryRun } }): Promise<MovedIn> {
    if (!stripeIntegration()) throw new Refused("stripe_off");
    const account = await readAccount();
    const known = await acrossTenants((tx) => readKnown(tx, ctx.now), { readsOnly: true });
    const proposed = proposeMovingIn(account, known);
    return { ...proposed, ...(dryRun ? { taken: 0, changed: [] } : await carryOut(ctx, proposed, known)) };
  },
});

async function carryOut(
  ctx: Context,
  { plans, tenants }: MovingIn,
  known: Known,
): Promise<Pick<MovedIn, "taken" | "changed">> {
  const versions = new Map(known.plans.map(({ key, planVersionId }) => [key, planVersionId]));
  for (const plan of plans) versions.set(plan.key, await acrossTenants((tx) => sellPlan(tx, ctx, plan)));
  const changed: string[] = [];
  for (const [place, tenant] of tenants.entries()) {
    const planVersionId = (tenant.license && versions.get(tenant.license.planKey)) ?? null;
    const isTaken = await acrossTenants((tx) => takeCustomer(tx, ctx, { tenant, planVersionId, place }));
    if (!isTaken) changed.push(tenant.customerId);
  }
  return { taken: tenants.length - changed.length, changed };
}
