import { setTimeout as sleep } from "node:timers/promises";
import type Stripe from "stripe";
import { at } from "@/sandbox/testing/instants";
import { customerWith } from "@/sandbox/testing/shop";
import type { Opened } from "./targets";

/** Half of a month of thirty days before the first of October. */
export const NOW = at("2026-09-16T12:00:00Z");

/** The surroundings of one claim at a Stripe: it has its own clock and leaves nothing behind. */
export class Shop {
  private clock: string | undefined;
  private readonly cleanings: (() => Promise<unknown>)[] = [];

  constructor(readonly at: Opened) {}

  get stripe(): Stripe {
    return this.at.stripe;
  }

  /** Undone in reverse order at the end of the claim. */
  cleanUp(work: () => Promise<unknown>): void {
    this.cleanings.push(work);
  }

  /** A test clock that stands at `NOW` until it is advanced. */
  async testClock(): Promise<string> {
    if (this.clock) return this.clock;
    const { id } = await this.stripe.testHelpers.testClocks.create({
      frozen_time: NOW,
      name: "Choba: a claim",
    });
    // Deletes its customers and their subscriptions too.
    this.cleanUp(() => this.stripe.testHelpers.testClocks.del(id));
    this.clock = id;
    return id;
  }

  /** A customer on the test clock; with a card unless null. */
  async customer(card: string | null = "pm_card_visa", extra: Stripe.CustomerCreateParams = {}) {
    const params = { test_clock: await this.testClock(), ...extra };
    return card ? customerWith(this.stripe, card, params) : this.stripe.customers.create(params);
  }

  /** The id of a recurring price of a product with this name. */
  async price(name: string, amount: number, currency = "usd"): Promise<string> {
    const product = await this.stripe.products.create({ name });
    this.cleanUp(() => this.stripe.products.update(product.id, { active: false }));
    const price = await this.stripe.prices.create({
      product: product.id,
      currency,
      unit_amount: amount,
      recurring: { interval: "month" },
    });
    return price.id;
  }

  /** The id of a tax rate, which is archived afterwards because rates cannot be deleted. */
  async taxRate(percentage: number, inclusive = false): Promise<string> {
    const { id } = await this.stripe.taxRates.create({ display_name: "Tax", percentage, inclusive });
    this.cleanUp(() => this.stripe.taxRates.update(id, { active: false }));
    return id;
  }

  /** The id of a coupon. Coupons that stay at Stripe do no harm. */
  async coupon(terms: Stripe.CouponCreateParams): Promise<string> {
    return (await this.stripe.coupons.create(terms)).id;
  }

  /** A draft of an own invoice with these lines, in USD. */
  async draft(
    customer: string,
    lines: Stripe.InvoiceAddLinesParams.Line[],
    extra: Partial<Stripe.InvoiceCreateParams> = {},
  ): Promise<Stripe.Invoice> {
    const draft = await this.stripe.invoices.create({
      customer,
      currency: "usd",
      auto_advance: false,
      pending_invoice_items_behavior: "exclude",
      ...extra,
    });
    return lines.length > 0 ? this.stripe.invoices.addLines(draft.id, { lines }) : draft;
  }

  /** A subscription to this price, its invoice expanded. */
  async subscribe(
    price: string,
    customer: Stripe.Customer | string,
    extra: Partial<Stripe.SubscriptionCreateParams> = {},
  ): Promise<Stripe.Subscription> {
    return this.stripe.subscriptions.create({
      customer: typeof customer === "string" ? customer : customer.id,
      items: [{ price }],
      expand: ["latest_invoice.payments.data.payment.payment_intent"],
      ...extra,
    });
  }

  /** Replaces the customer's card by another one. */
  async changeCard(customer: string, card: string): Promise<string> {
    const { id } = await this.stripe.paymentMethods.attach(card, { customer });
    await this.stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
    return id;
  }

  async read(subscription: Stripe.Subscription): Promise<Stripe.Subscription> {
    return this.stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
  }

  /** Moves the test clock and waits until it has arrived. */
  async advanceTo(instant: number): Promise<void> {
    const clock = await this.testClock();
    await this.stripe.testHelpers.testClocks.advance(clock, { frozen_time: instant });
    for (;;) {
      const { status } = await this.stripe.testHelpers.testClocks.retrieve(clock);
      if (status === "ready") return;
      if (status !== "advancing") throw new Error(`the test clock is ${status}`);
      await sleep(this.at.pollMs);
    }
  }

  async close(): Promise<void> {
    const failed: unknown[] = [];
    for (const work of this.cleanings.reverse()) await work().catch((error) => failed.push(error));
    if (failed.length > 0) throw failed[0];
  }
}
