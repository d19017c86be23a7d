import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { Buyer } from "../support/buyer";
import { Rep } from "../support/rep";
import type { Company } from "./company";
import { UsageBook } from "./usage-book";

/** Who acts for a tenant: its own people, or a sales rep. */
type Side = { buyer: Buyer; rep: null } | { buyer: null; rep: Rep };

/** A tenant of the simulated company, with its own book of what was acknowledged to it. */
export class Tenant {
  /** Requests that were answered with "done", by what was asked for. */
  readonly acknowledged: { requestId: string; what: string }[] = [];
  readonly usage = new UsageBook(this);

  private constructor(
    readonly company: Company,
    readonly number: number,
    readonly side: Side,
    readonly tenantId: Id<"tenant">,
    readonly customerId: string,
  ) {}

  static async arrive(company: Company, number: number): Promise<Tenant> {
    const buyer = await Buyer.withCard(company.world);
    return new Tenant(company, number, { buyer, rep: null }, buyer.tenantId, await buyer.customerId());
  }

  /** One that a sales rep looks after. Its card is on file as well. */
  static async led(company: Company, number: number): Promise<Tenant> {
    const rep = await Rep.arrive(company.world);
    const customerId = await rep.customerId();
    const tenant = new Tenant(company, number, { buyer: null, rep }, rep.tenantId, customerId);
    await tenant.putCard("pm_card_visa");
    return tenant;
  }

  get stripe() {
    return this.company.world.stripe;
  }

  get random() {
    return this.company.random;
  }

  /** Stands in for staff who may do everything. */
  staff(): Promise<Context> {
    return this.company.world.asSystem();
  }

  /** As at Stripe's own page: nothing of Choba's is asked. */
  async putCard(card: string): Promise<void> {
    const { id } = await this.stripe.paymentMethods.attach(card, { customer: this.customerId });
    await this.stripe.customers.update(this.customerId, { invoice_settings: { default_payment_method: id } });
  }

  /** Calls a use-case, and writes down that it was answered with "done". */
  async call<T>(
    what: string,
    ctx: Context,
    work: (ctx: Context) => Promise<Result<T>>,
    isChange: (value: T) => boolean = () => true,
  ): Promise<string> {
    const result = await work(ctx);
    if (!result.ok) return `${what}: ${result.refusal.code}`;
    if (isChange(result.value)) this.acknowledged.push({ requestId: ctx.requestId, what });
    return what;
  }
}
