import { inTenant } from "@/lib/db/transaction";
import { addDays, type Day } from "@/lib/domain/time/day-span";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";
import { voidEvent } from "@/lib/features/usage/metering/corrections/correct-event";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import { attachTestCard } from "@/lib/stripe/test-cards";
import { Buyer, value } from "../support/buyer";
import { asKey } from "../support/factories";
import type { World } from "../support/world";
import type { HeldDay } from "./play-year";
import { soldPlans } from "./sold-plans";
import { meters, type Used } from "./tenant-years";

/** A whole number from 0 to below. */
export type Random = (below: number) => number;

/** A tenant that does, and to which is done, what chance says. It keeps its own book of what it held and used. */
export class LiveTenant {
  readonly used: Used[] = [];
  readonly held = new Map<Day, HeldDay>();
  /** What was done, for whoever reads a failure. */
  readonly told: string[] = [];
  /** False once something happened that changes what fixed components cost. */
  isPlain = true;
  /** What people put on invoices. */
  linesMinor = 0n;

  private constructor(
    readonly buyer: Buyer,
    readonly number: number,
    private readonly random: Random,
  ) {}

  static async arrive(world: World, number: number, random: Random): Promise<LiveTenant> {
    return new LiveTenant(await Buyer.withCard(world), number, random);
  }

  /** Buys, or changes to another plan or number of seats; less waits for the next month. */
  async change(): Promise<void> {
    const planKey = soldPlans[this.random(soldPlans.length)]?.key ?? "small";
    const seats = 1 + this.random(5);
    const wanted = { planKey, interval: "month" as const, seats };
    const preview = await previewChange(await this.buyer.ctx(), this.buyer.tenantId, wanted);
    // What is held already cannot be bought, and who owes something pays that first.
    const answer = preview.ok ? await this.buyer.confirm(preview.value) : preview;
    const outcome = answer.ok ? "" : `: ${answer.refusal.code}`;
    this.told.push(`${planKey} with ${seats} seats${outcome}`);
  }

  /** What people do in Stripe's dashboard. */
  async byHand(): Promise<void> {
    const { stripe } = this.buyer.world;
    const customer = await this.buyer.customerId();
    const [subscription] = (await stripe.subscriptions.list({ customer })).data;
    const item = subscription?.items.data[0];
    const kind = this.random(5);
    this.told.push(`by hand ${["line", "coupon", "refund", "quantity", "decline"][kind]}`);
    if (kind === 0 && subscription) {
      const line = { customer, subscription: subscription.id, currency: "jpy", description: "Setup" };
      const amount = 100 + this.random(900);
      await stripe.invoiceItems.create({ ...line, amount });
      this.linesMinor += BigInt(amount);
    } else if (kind === 1) {
      await this.buyer.world.sandbox.operations.giveCoupon(customer, 5 + this.random(30));
      this.isPlain = false;
    } else if (kind === 2) {
      const [charge] = (await stripe.charges.list({ customer })).data;
      if (charge && charge.amount - charge.amount_refunded > 100)
        await stripe.refunds.create({ charge: charge.id, amount: 1 + this.random(99) });
    } else if (kind === 3 && item) {
      const quantity = (item.quantity ?? 1) + 1 + this.random(3);
      await stripe.subscriptions.update(subscription.id, {
        items: [{ id: item.id, quantity }],
        proration_behavior: "none",
      });
    } else if (kind === 4) await attachTestCard(customer, "pm_card_chargeCustomerFail");
  }

  /** What is open is voided by hand, and a good card takes the bad one's place. */
  async forgive(): Promise<void> {
    const { stripe } = this.buyer.world;
    const customer = await this.buyer.customerId();
    const open = (await stripe.invoices.list({ customer, status: "open" })).data;
    if (open.length === 0) return;
    this.isPlain = false;
    for (const { id } of open) await stripe.invoices.voidInvoice(id ?? "");
    await attachTestCard(customer, "pm_card_visa");
    this.told.push(`${open.length} voided`);
  }

  /** Usage of some days of a month, and one event taken back. */
  async use(first: Day, last: Day): Promise<void> {
    const key = asKey(["manage"], (await this.buyer.world.asSystem()).now);
    const { tenantId } = this.buyer;
    const days = Number(last.slice(8)) - Number(first.slice(8)) + 1;
    const fresh = Array.from({ length: 6 }, (_, index): Used => {
      const meter = Object.keys(meters)[this.random(5)] ?? "calls";
      const day = addDays(first, this.random(days));
      const amount = String(this.random(meter === "people" ? 4 : 400));
      const id = `${this.number}-${String(this.used.length + index).padStart(4, "0")}`;
      return { id, meter, day, second: this.used.length + index, amount, arrives: last, voided: null };
    });
    const events = fresh.map(({ id, meter, day, second, amount }) => ({
      event_id: id,
      tenant_id: tenantId,
      event_name: meter,
      timestamp: new Date(Date.parse(`${day}T00:00:00Z`) + second * 1000).toISOString(),
      metadata: { value: meter === "people" ? `person-${amount}` : Number(amount) },
    }));
    value(await ingestEvents(key, { events }));
    this.used.push(...fresh);
    const wrong = this.used[this.random(this.used.length * 3)];
    if (!wrong || wrong.voided !== null) return;
    value(await voidEvent(key, tenantId, { eventId: wrong.id, reason: "a mistake" }));
    wrong.voided = last;
  }

  /** Notes what is held now, on the days up to the next stop. */
  async noteHeld(from: Day, until: Day): Promise<void> {
    const license = await inTenant(this.buyer.tenantId, (tx) => getLicense(tx, this.buyer.tenantId));
    if (license.interval === null) return;
    const { planVersionId, seats, interval } = license;
    const { definition } = await inTenant(this.buyer.tenantId, (tx) => getPlanVersion(tx, planVersionId));
    const holding = { planVersionId, rank: 1, definition, interval, seats, addons: {} };
    for (let day = from; day < until; day = addDays(day, 1)) this.held.set(day, { holding, yearStart: null });
  }
}
