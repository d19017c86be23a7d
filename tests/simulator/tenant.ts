import type { Result } from "@/lib/domain/errors";
import type { Context } from "@/lib/features/foundation/context/context";
import { Buyer } from "../support/buyer";
import type { Company } from "./company";

/** A tenant of the simulated company, with its own book of what was acknowledged to it. */
export class Tenant {
  /** Requests that were answered with "done", by what was asked for. */
  readonly acknowledged: { requestId: string; what: string }[] = [];

  private constructor(
    readonly company: Company,
    readonly number: number,
    readonly buyer: Buyer,
    readonly customerId: string,
  ) {}

  static async arrive(company: Company, number: number): Promise<Tenant> {
    const buyer = await Buyer.withCard(company.world);
    return new Tenant(company, number, buyer, await buyer.customerId());
  }

  get tenantId() {
    return this.buyer.tenantId;
  }

  get stripe() {
    return this.company.world.stripe;
  }

  get random() {
    return this.company.random;
  }

  owner(): Promise<Context> {
    return this.buyer.ctx();
  }

  /** Calls a use-case, and writes down that it was answered with "done". */
  async call<T>(what: string, ctx: Context, work: (ctx: Context) => Promise<Result<T>>): Promise<string> {
    const result = await work(ctx);
    if (!result.ok) return `${what}: ${result.refusal.code}`;
    this.acknowledged.push({ requestId: ctx.requestId, what });
    return what;
  }
}
