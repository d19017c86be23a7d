import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { findPlanOnSale } from "@/lib/features/catalog/plans/record/queries";
import { ensureUser, foundTenant } from "@/lib/features/console/new-tenant/found-tenant";
import type { Context } from "@/lib/features/foundation/context/context";
import { listSentMails } from "@/lib/features/foundation/mail/list-sent-mails";
import { setContract } from "@/lib/features/license/contracts/agreement/set-contract";
import type { ContractTermsInput } from "@/lib/features/license/contracts/terms/contract-terms-schema";
import { readTerms } from "@/lib/features/license/lifecycle/queries";
import { createPaymentAccount } from "@/lib/features/payers/payment-account/create-payment-account";
import { value } from "./buyer";
import type { World } from "./world";

/** A sales rep who looks after one tenant in a world, and what they see of it. */
export class Rep {
  private constructor(
    readonly world: World,
    readonly tenantId: Id<"tenant">,
    readonly userId: Id<"user">,
    readonly emails: { rep: string; owner: string },
  ) {}

  static async arrive(world: World, { currency = "JPY", timeZone = "Asia/Tokyo" } = {}): Promise<Rep> {
    const ctx = await world.asSystem();
    const name = `led-${randomUUID().slice(0, 8)}`;
    const emails = { rep: `rep-${name}@staff.example`, owner: `${name}@owners.example` };
    const userId = await ensureUser(ctx, {
      name: "Rep",
      email: emails.rep,
      locale: "en",
      staffRole: "sales",
    });
    const owner = await ensureUser(ctx, { name, email: emails.owner, locale: "ja" });
    const tenantId = await foundTenant(ctx, {
      slug: name,
      name,
      salesModel: "sales_led",
      currency,
      timeZone,
      locale: "ja",
      members: [{ userId: owner, role: "owner" }],
    });
    await acrossTenants((tx) =>
      tx.update(tenants).set({ salesRepId: userId }).where(eq(tenants.id, tenantId)),
    );
    value(
      await createPaymentAccount(await world.asSystem(), tenantId, {
        payerName: "Accounts",
        payerEmail: emails.owner,
      }),
    );
    return new Rep(world, tenantId, userId, emails);
  }

  ctx(): Promise<Context> {
    return this.world.as({ kind: "user", userId: this.userId, name: "Rep", staffRole: "sales" });
  }

  async version(planKey: string) {
    const plan = await acrossTenants((tx) => findPlanOnSale(tx, planKey));
    if (!plan) throw new Error(`${planKey} is on sale`);
    return plan;
  }

  /** Terms on a plan on sale, invoiced by Choba, unless told otherwise. */
  async terms(planKey: string, more: Partial<ContractTermsInput> = {}): Promise<ContractTermsInput> {
    const { id } = await this.version(planKey);
    const invoicing = { by: "choba" as const, daysUntilDue: 30 };
    return { planVersionId: id, interval: "month", invoicing, ...more };
  }

  /** The plan with another price of its base. */
  async negotiated(planKey: string, amountMinor: { month: string; year: string }): Promise<PlanDefinition> {
    const { definition } = await this.version(planKey);
    const components = definition.components.map((component) =>
      component.kind === "base" ? { ...component, amountMinor } : component,
    );
    return { ...definition, components };
  }

  async set(planKey: string, more: Partial<ContractTermsInput> = {}) {
    return setContract(await this.ctx(), this.tenantId, await this.terms(planKey, more));
  }

  /** Agrees, and lets everything settle. */
  async agree(planKey: string, more: Partial<ContractTermsInput> = {}) {
    const agreed = value(await this.set(planKey, more));
    await this.world.settle();
    return agreed;
  }

  async customerId(): Promise<string> {
    const list = await this.world.stripe.customers.list({ email: this.emails.owner });
    return list.data[0]?.id ?? "";
  }

  /** Every invoice of the customer as the amounts of its lines, oldest first, and its state. */
  async invoices(): Promise<{ lines: number[]; status: string | null }[]> {
    const { data } = await this.world.stripe.invoices.list({ customer: await this.customerId(), limit: 100 });
    return data
      .map((invoice) => ({ lines: invoice.lines.data.map((line) => line.amount), status: invoice.status }))
      .reverse();
  }

  /** What was held: plan version, from, to. */
  async history(): Promise<{ plan: string; from: string; to: string | null }[]> {
    const terms = await inTenant(this.tenantId, (tx) => readTerms(tx, this.tenantId));
    const named = new Map<string, string>();
    for (const key of ["free", "starter", "business", "enterprise"])
      named.set((await this.version(key)).id, key);
    return terms.map((term) => ({
      plan: named.get(term.planVersionId) ?? "negotiated",
      from: term.startsAt.toISOString(),
      to: term.endsAt?.toISOString() ?? null,
    }));
  }

  /** Subjects of what was mailed to the rep and to the owner, oldest first. */
  async mails(to: "rep" | "owner"): Promise<string[]> {
    const sent = await listSentMails(500);
    return sent
      .filter(({ recipient }) => recipient === this.emails[to])
      .map(({ subject }) => subject)
      .reverse();
  }
}
