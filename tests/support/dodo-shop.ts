import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import DodoPayments from "dodopayments";
import { and, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { createApi } from "@/api/app";
import { licenses, orders, outboxMessages, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { AddonComponent, Component } from "@/lib/domain/catalog/component";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { setProductId } from "@/lib/features/catalog/products/set-product-id";
import { preparePayer } from "@/lib/features/console/customers/prepare-payer";
import type { Context } from "@/lib/features/foundation/context/context";
import { attachTestCard } from "@/lib/stripe/test-cards";
import { makeKey } from "./factories";
import { createWorld, type World } from "./world";

const both = (text: string): LocalizedText => ({ en: text, ja: text });
const monthly = (month: string) => ({ month, year: null });
const fee = (month: string): Component => ({
  ...blank.base(),
  name: both("Fee"),
  amountMinor: monthly(month),
});
const seats = (month: string, included: number): Component => ({
  ...blank.seats(),
  name: both("Seats"),
  unitAmountMinor: monthly(month),
  included,
});
const addOn = (key: string, month: string): AddonComponent => ({
  ...blank.addon(key),
  name: both(key),
  choice: { type: "switch", amountMinor: monthly(month) },
});
const usage = (
  key: string,
  meter: string,
  included: string,
  unitAmountMinor: string,
  per = "1",
): Component => ({
  ...blank.usage(key, meter),
  name: both(key),
  unit: both(key),
  included,
  price: { model: "per_unit", unitAmountMinor, per },
});

/** The products of the guide on hybrid billing (HYBRID-1 to HYBRID-7), by the ids that its snippets name. */
const guide: {
  key: string;
  productId: string;
  components: Component[];
  addOnIds?: Record<string, string>;
}[] = [
  {
    key: "starter-calls",
    productId: "prod_starter",
    components: [fee("1900"), usage("calls", "api_calls", "1000", "2")],
  },
  {
    key: "retainer",
    productId: "prod_retainer",
    components: [
      fee("19900"),
      {
        ...blank.on_demand("consulting"),
        name: both("Consulting"),
        unit: both("hours"),
        unitAmountMinor: "15000",
        included: "5",
      },
    ],
  },
  {
    key: "core",
    productId: "prod_core_plan",
    components: [
      fee("2900"),
      addOn("analytics", "1900"),
      addOn("api-access", "900"),
      addOn("priority-support", "2900"),
      addOn("white-label", "4900"),
    ],
    addOnIds: {
      analytics: "addon_analytics",
      "api-access": "addon_api_access",
      "priority-support": "addon_priority_support",
    },
  },
  {
    key: "pro-plan",
    productId: "prod_pro_plan",
    components: [fee("4900"), usage("calls", "api_calls", "10000", "0.5")],
  },
  {
    key: "pro-calls",
    productId: "prod_pro",
    components: [fee("7900"), usage("calls", "api_calls", "25000", "1")],
  },
  {
    key: "team",
    productId: "prod_team_plan",
    components: [fee("9900"), seats("1500", 3)],
    addOnIds: { seats: "addon_seat" },
  },
  {
    key: "platform",
    productId: "prod_enterprise_platform",
    components: [fee("19900"), seats("2500", 0), usage("calls", "api_calls", "50000", "10", "1000")],
    addOnIds: { seats: "addon_user_seat" },
  },
];

/**
 * A whole Choba with the guide's products, and Dodo's own client, whose address and key alone are changed. The day is the
 * first of a 30-day month in UTC, so that whole prices are charged.
 */
export class DodoShop {
  private constructor(
    readonly world: World,
    readonly client: DodoPayments,
    readonly baseURL: string,
    readonly apiKey: string,
    readonly close: () => Promise<void>,
  ) {}

  static async open(now = new Date("2026-11-01T09:00:00Z")): Promise<DodoShop> {
    const world = await createWorld(now);
    const ctx = await world.asSystem();
    const unit = { displayName: both("API calls"), unitLabel: both("calls"), description: "", filter: [] };
    const counted = {
      unitName: "api_calls",
      eventName: "api.call",
      property: null,
      aggregation: "count",
    } as const;
    await createMeterUnit(ctx, { ...unit, ...counted });
    for (const [index, { key, productId, components, addOnIds = {} }] of guide.entries()) {
      const definition = { ...blankPlan("USD"), name: both(key), summary: both(""), components };
      await publishPlan(ctx, { key, rank: 10 + index, definition });
      const chosen = { planKey: key, optionKey: "" };
      await setProductId(ctx, { ...chosen, interval: "month", componentKey: "", externalId: productId });
      for (const [componentKey, externalId] of Object.entries(addOnIds))
        await setProductId(ctx, { ...chosen, interval: "", componentKey, externalId });
    }
    await world.settle();
    const server = createServer(getRequestListener(createApi().fetch, { overrideGlobalObjects: false }));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
    const { secret } = await makeKey("manage");
    const client = new DodoPayments({ baseURL, bearerToken: secret, logLevel: "off" });
    return new DodoShop(world, client, baseURL, secret, async () => {
      server.close();
      await world.close();
    });
  }

  /** A customer with a card, who holds nothing yet. */
  async customer(name: string, card: string | null = "pm_card_visa"): Promise<Id<"tenant">> {
    const made = await this.client.customers.create({ name, email: `${name}@customers.example` });
    const tenantId = made.customer_id as Id<"tenant">;
    if (card) await this.giveCard(tenantId, card);
    return tenantId;
  }

  /** As on Stripe's pages. The payment account is made first where there is none. */
  async giveCard(tenantId: Id<"tenant">, card: string): Promise<void> {
    await preparePayer(await this.world.asSystem(), tenantId, { address: null, currency: "USD" });
    await this.world.settle();
    const [row] = (
      await acrossTenants((tx) =>
        tx.execute<{ id: string }>(
          sql`select stripe_customer_id as id from payment_accounts where tenant_id = ${tenantId}`,
        ),
      )
    ).rows;
    if (!row) throw new Error("the customer has a payment account");
    await attachTestCard(row.id, card);
    await this.world.settle();
  }

  /** On Stripe's page, as its payer. */
  async leaveCard(page: string): Promise<void> {
    const session = /\/checkout\/(cs_\w+)/.exec(page)?.[1] ?? "";
    await this.world.sandbox.operations.completeSession(session, {
      number: "4242424242424242",
      expMonth: 12,
      expYear: 2030,
    });
    await this.world.settle();
  }

  /** A customer that holds a product, bought through the client. Gives the subscription's id. */
  async subscription(name: string, productId: string, addons: { addon_id: string; quantity: number }[] = []) {
    const customerId = await this.customer(name);
    const made = await this.client.subscriptions.create({
      billing: { country: "US" },
      customer: { customer_id: customerId },
      product_id: productId,
      quantity: 1,
      addons,
    });
    await this.world.settle();
    return { customerId, subscriptionId: made.subscription_id };
  }

  async license(tenantId: Id<"tenant">) {
    const [license] = await acrossTenants((tx) =>
      tx.select().from(licenses).where(eq(licenses.tenantId, tenantId)),
    );
    if (!license) throw new Error("the tenant has a license");
    return license;
  }

  async orders(tenantId: Id<"tenant">) {
    return acrossTenants((tx) =>
      tx.select().from(orders).where(eq(orders.tenantId, tenantId)).orderBy(orders.createdAt, orders.id),
    );
  }

  /** The payment administrator of a tenant, signed in. */
  async ownerOf(tenantId: Id<"tenant">): Promise<Context> {
    const [tenant] = await acrossTenants((tx) => tx.select().from(tenants).where(eq(tenants.id, tenantId)));
    if (!tenant) throw new Error(`the tenant ${tenantId} exists`);
    return this.world.asOwner(tenant.paymentAdministratorId);
  }

  /** The latest mail that was enqueued for somebody. */
  async lastMailTo(address: string): Promise<{ path: string; template: string }> {
    const rows = await acrossTenants((tx) =>
      tx
        .select({ parameters: outboxMessages.parameters })
        .from(outboxMessages)
        .where(
          and(
            eq(outboxMessages.operation, "mail.send"),
            sql`${outboxMessages.parameters} ->> 'to' = ${address}`,
          ),
        )
        .orderBy(outboxMessages.id),
    );
    const last = rows.at(-1)?.parameters as { path: string; template: string } | undefined;
    if (!last) throw new Error(`nothing was mailed to ${address}`);
    return last;
  }

  async tenantBySlug(slug: string) {
    const [tenant] = await acrossTenants((tx) => tx.select().from(tenants).where(eq(tenants.slug, slug)));
    if (!tenant) throw new Error(`the tenant ${slug} exists`);
    return tenant;
  }

  /** What was really charged to a customer's cards, oldest first, in cents. */
  async charged(tenantId: Id<"tenant">): Promise<number[]> {
    const customers = await this.world.stripe.customers.list({ limit: 100 });
    const customer = customers.data.find(({ metadata }) => Object.values(metadata).includes(tenantId));
    if (!customer) return [];
    const list = await this.world.stripe.charges.list({ customer: customer.id, limit: 100 });
    return list.data
      .filter(({ status }) => status === "succeeded")
      .map(({ amount }) => amount)
      .reverse();
  }
}

/** The request is refused for this field by this rule. */
export const refusesField = (request: Promise<unknown>, problem: { field: string; rule: string }) =>
  expect(request).rejects.toMatchObject({
    status: 422,
    error: { type: "invalid_input", fields: expect.arrayContaining([expect.objectContaining(problem)]) },
  });
