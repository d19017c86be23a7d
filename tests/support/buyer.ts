import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type BillingDashboard, billingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { ensureUser, foundTenant } from "@/lib/features/console/new-tenant/found-tenant";
import type { Context } from "@/lib/features/foundation/context/context";
import { type ConfirmedChange, confirmChange } from "@/lib/features/license/confirm-change/confirm-change";
import { type ChangePreview, previewChange } from "@/lib/features/license/plan-change/preview-change";
import type { WantedChange } from "@/lib/features/license/plan-change/wanted-change";
import { createPaymentAccount } from "@/lib/features/payers/payment-account/create-payment-account";
import { attachTestCard } from "@/lib/stripe/test-cards";
import type { Stage, World } from "./world";

type Chosen = Pick<WantedChange, "seats" | "addons" | "couponCode">;
type Origin = { currency?: string; locale?: "en" | "ja" };

/** A tenant's owner who does, in a world, what people do on the billing dashboard. */
export class Buyer<Where extends Stage = World> {
  private constructor(
    readonly world: Where,
    readonly tenantId: Id<"tenant">,
    readonly userId: Id<"user">,
  ) {}

  static async arrive<Where extends Stage>(
    world: Where,
    timeZone = "Asia/Tokyo",
    { currency = "JPY", locale = "en" }: Origin = {},
  ): Promise<Buyer<Where>> {
    const ctx = await world.asSystem();
    const name = `buyer-${randomUUID().slice(0, 8)}`;
    const userId = await ensureUser(ctx, { name, email: `${name}@buyers.example`, locale });
    const tenantId = await foundTenant(ctx, {
      slug: name,
      name,
      salesModel: "self_serve",
      currency,
      timeZone,
      locale,
      members: [{ userId, role: "owner" }],
    });
    return new Buyer(world, tenantId, userId);
  }

  /** Arrives with a payment account and, unless null, a card on file. */
  static async withCard<Where extends Stage>(
    world: Where,
    card: string | null = "pm_card_visa",
    timeZone?: string,
    origin?: Origin,
  ): Promise<Buyer<Where>> {
    const buyer = await Buyer.arrive(world, timeZone, origin);
    value(
      await createPaymentAccount(await buyer.ctx(), buyer.tenantId, {
        payerName: "Buyer",
        payerEmail: "buyer@buyers.example",
      }),
    );
    if (card) await buyer.putCard(card);
    return buyer;
  }

  ctx(): Promise<Context> {
    return this.world.asOwner(this.userId);
  }

  async look(): Promise<BillingDashboard> {
    return value(await billingDashboard(await this.ctx(), this.tenantId, {}));
  }

  async customerId(): Promise<string> {
    const id = (await this.look()).paymentAccount?.stripeCustomerId;
    if (!id) throw new Error("the payment account is not confirmed");
    return id;
  }

  async putCard(card: string): Promise<void> {
    await attachTestCard(await this.customerId(), card);
    await this.world.settle();
  }

  async preview(
    planKey: string,
    interval: PaidInterval = "month",
    quantities: Chosen = {},
  ): Promise<ChangePreview> {
    return value(await previewChange(await this.ctx(), this.tenantId, { planKey, interval, ...quantities }));
  }

  async confirm(preview: ChangePreview): Promise<Result<ConfirmedChange>> {
    const ctx = await this.ctx();
    return confirmChange(ctx, this.tenantId, {
      locale: "en",
      planKey: preview.planKey,
      interval: preview.interval,
      seats: preview.seats,
      addons: preview.addons,
      couponCode: preview.coupon?.code,
      digest: preview.digest,
    });
  }

  /** Previews and confirms, and lets everything settle. */
  async change(
    planKey: string,
    interval: PaidInterval = "month",
    quantities: Chosen = {},
  ): Promise<ConfirmedChange> {
    const confirmed = value(await this.confirm(await this.preview(planKey, interval, quantities)));
    await this.world.settle();
    return confirmed;
  }

  /** What was really charged to the cards of this customer, oldest first, in minor units. */
  async charges(): Promise<number[]> {
    const list = await this.world.stripe.charges.list({ customer: await this.customerId(), limit: 100 });
    return list.data
      .filter((charge) => charge.status === "succeeded")
      .map((charge) => charge.amount)
      .reverse();
  }

  async subscriptions(): Promise<number> {
    const list = await this.world.stripe.subscriptions.list({
      customer: await this.customerId(),
      status: "all",
    });
    return list.data.length;
  }
}

/** The value of a result that must have succeeded; otherwise the test fails with its refusal. */
export function value<T>(result: Result<T>): T {
  expect(result).toMatchObject({ ok: true });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}
