import { z } from "zod";
import { fewestSeats } from "@/lib/domain/catalog/counted-seats";
import { seatsOf } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import { isOffered } from "@/lib/domain/pricing/compare-plans";
import { findPlanOnSale } from "@/lib/features/catalog/plans/record/queries";
import { instant } from "@/lib/features/foundation/input/input-rules";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { contractTaxes } from "@/lib/features/license/contracts/terms/contract-taxes";
import { contractTermsSchema, termsOf } from "@/lib/features/license/contracts/terms/contract-terms-schema";
import { agreeContract } from "./agree-contract";

/**
 * Another plan for a sales-led tenant, with nothing else said of it: at its published prices and with its fewest seats, by
 * the month where it is sold so, from a day (null: today) without an end. Who invoices and by which taxes stays as it is;
 * a first contract is invoiced in Stripe's dashboard. A self-serve tenant is refused by field: it buys its plan itself.
 */
export const agreePlan = useCase(tenant("contract.agree_plan", { locks: true }), {
  input: z.strictObject({
    planKey: z.string().min(1).max(200),
    startsAt: instant.nullable(),
    /** Keys of tax rates; null: those of the running contract. */
    taxKeys: z.array(z.string().max(200)).max(20).nullable(),
  }),
  async write({ ctx, input, tx, tenantId, standing }) {
    if (standing.tenant.salesModel !== "sales_led")
      throw new Refused("not_sales_led", { fields: [{ field: "tenantId", rule: "buys_by_itself" }] });
    const plan = await findPlanOnSale(tx, input.planKey);
    if (!plan) throw new Refused("invalid_input", { fields: [{ field: "planKey", rule: "not_offered" }] });
    const running = await findRunningContract(tx, tenantId);
    const { definition } = plan;
    const seats = seatsOf(definition);
    const terms = contractTermsSchema.parse({
      planVersionId: plan.id,
      interval: isOffered(definition, "month") ? "month" : "year",
      quantities: { seats: seats ? fewestSeats(seats) : 0 },
      taxKeys: input.taxKeys ?? (running?.taxes ?? []).map(({ key }) => key),
      startsAt: input.startsAt,
      invoicing:
        running?.invoicedBy === "choba"
          ? { by: "choba", daysUntilDue: running.daysUntilDue }
          : { by: "stripe_dashboard", stripeSubscriptionId: running?.stripeSubscriptionId ?? null },
    });
    const { timeZone } = standing.tenant;
    const taxes = await contractTaxes(tx, terms.taxKeys, running);
    const span = { now: ctx.now, timeZone, notBefore: running?.startsAt ?? null };
    return agreeContract(tx, ctx, tenantId, termsOf(terms, taxes, span));
  },
  async afterCommit({ ctx }, { messages }): Promise<null> {
    for (const message of messages) await processMessage(ctx, message);
    return null;
  },
});
