import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { invariant, type Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { monthOf, monthWindow } from "@/lib/domain/time/calendar";
import { billingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { findPlanOnSale } from "@/lib/features/catalog/plans/record/queries";
import { type Context, systemContext } from "@/lib/features/foundation/context/context";
import { confirmChange } from "@/lib/features/license/confirm-change/confirm-change";
import { setContract } from "@/lib/features/license/contracts/agreement/set-contract";
import { applyDueContractSteps } from "@/lib/features/license/contracts/course/apply-due-contract-steps";
import { refreshContractPayment } from "@/lib/features/license/contracts/payment/refresh-contract-payment";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";
import { stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { createPaymentAccount } from "@/lib/features/payers/payment-account/create-payment-account";
import { refreshPaymentAccount } from "@/lib/features/payers/payment-account/refresh-payment-account";
import { refreshSubscription } from "@/lib/features/stripe/subscriptions/refresh-subscription";
import { attachTestCard } from "@/lib/stripe/test-cards";

export const seedContext = async (): Promise<Context> =>
  systemContext("seed", await readClock(), newId("audit"));

/** What a tenant does in the story, through the use-cases that the pages call. */
export class TenantStory {
  constructor(readonly tenantId: Id<"tenant">) {}

  async createAccount(payerName: string, payerEmail: string): Promise<void> {
    done(await createPaymentAccount(await seedContext(), this.tenantId, { payerName, payerEmail }));
  }

  /** Stores a card at Stripe, as the payer would on Stripe's page. */
  async putCard(testPaymentMethod: string): Promise<void> {
    const ctx = await seedContext();
    const view = done(await billingDashboard(ctx, this.tenantId, {}));
    const customer = view.paymentAccount?.stripeCustomerId;
    invariant(customer, "the payment account is confirmed");
    await attachTestCard(customer, testPaymentMethod);
    await refreshPaymentAccount(ctx, customer);
  }

  /** Buys, upgrades or reserves exactly as previewed. */
  async change(planKey: string, interval: PaidInterval): Promise<void> {
    const ctx = await seedContext();
    const preview = done(await previewChange(ctx, this.tenantId, { planKey, interval }));
    const confirmed = done(
      await confirmChange(ctx, this.tenantId, {
        locale: "en",
        planKey,
        interval,
        digest: preview.digest,
      }),
    );
    invariant(
      confirmed.outcome !== "shown_anew",
      "nothing changes between preview and confirmation in the story",
    );
  }

  /** Business at a negotiated price with consumption tax, invoiced by Choba, since the story began. */
  async agreeContract(): Promise<void> {
    const ctx = await seedContext();
    const plan = await this.onSale("business");
    const components = plan.definition.components.map((component) =>
      component.kind === "base" ? { ...component, amountMinor: { month: "9800", year: "98000" } } : component,
    );
    const terms = {
      planVersionId: plan.id,
      interval: "month" as const,
      invoicing: { by: "choba" as const, daysUntilDue: 60 },
      taxKeys: ["jp-consumption"],
      override: {
        definition: { ...plan.definition, components },
        reason: "Three companies of the group signed at once",
      },
    };
    done(await setContract(ctx, this.tenantId, terms));
  }

  /** Enterprise from the first of the month after next, as published. */
  async scheduleContract(timeZone: string): Promise<void> {
    const ctx = await seedContext();
    const { id } = await this.onSale("enterprise");
    const { end } = monthWindow(monthOf(ctx.now, timeZone), timeZone);
    const startsAt = monthWindow(monthOf(end, timeZone), timeZone).end.toISOString();
    const invoicing = { by: "choba" as const, daysUntilDue: 60 };
    const terms = { planVersionId: id, interval: "month" as const, invoicing, startsAt };
    done(await setContract(ctx, this.tenantId, terms));
  }

  private async onSale(planKey: string) {
    const plan = await acrossTenants((tx) => findPlanOnSale(tx, planKey));
    invariant(plan, `${planKey} is on sale`);
    return plan;
  }

  async stopRenewal(): Promise<void> {
    done(await stopRenewal(await seedContext(), this.tenantId, {}));
  }

  /** Processes what happened at Stripe while no web process could receive its webhooks. */
  async catchUp(): Promise<void> {
    const license = await inTenant(this.tenantId, (tx) => getLicense(tx, this.tenantId));
    if (license.stripeSubscriptionId)
      await refreshSubscription(await seedContext(), license.stripeSubscriptionId);
    await applyDueContractSteps(await seedContext(), this.tenantId);
    await refreshContractPayment(await seedContext(), this.tenantId);
  }
}

/** A refusal is a mistake in the story. */
export function done<T>(result: Result<T>): T {
  invariant(result.ok, `the story goes on: ${result.ok ? "" : JSON.stringify(result.refusal)}`);
  return result.value;
}
