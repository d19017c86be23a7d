import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { licenses, paymentAccounts, stripePrices } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { blank } from "@/lib/domain/catalog/blank";
import type { Id } from "@/lib/domain/ids";
import { refreshInvoice } from "@/lib/features/billing/invoices/refresh-invoice";
import { refreshPaymentAccount } from "@/lib/features/payers/payment-account/refresh-payment-account";
import { asSystem, makePlan, makeTenant, testNow } from "@/tests/support/factories";

/** A tenant with a card, a subscription and a paid invoice, known to Choba and to Stripe alike. */
export type Template = { tenantId: Id<"tenant">; customerId: string };

const text = { en: "Bench", ja: "Bench" };

export async function makeTemplate(stripe: Stripe): Promise<Template> {
  const planVersionId = await makePlan({
    key: "bench",
    rank: 10,
    components: [{ ...blank.base(), name: text, amountMinor: { month: "5000", year: null } }],
  });
  const { id: tenantId } = await makeTenant();
  const { id: customerId } = await stripe.customers.create({
    name: "Payer",
    email: "payer@bench.example",
    payment_method: "pm_card_visa",
  });
  const [card] = (await stripe.customers.listPaymentMethods(customerId)).data;
  await stripe.customers.update(customerId, {
    invoice_settings: { default_payment_method: card?.id ?? "" },
  });
  await acrossTenants((tx) =>
    tx.insert(paymentAccounts).values({
      tenantId,
      stripeCustomerId: customerId,
      payerName: "Payer",
      payerEmail: "payer@bench.example",
      createdAt: testNow,
    }),
  );
  await refreshPaymentAccount(asSystem(), customerId);
  await subscribe(stripe, { tenantId, customerId }, planVersionId);
  const draft = await stripe.invoices.create({ customer: customerId, currency: "jpy" });
  await stripe.invoices.addLines(draft.id, { lines: [{ amount: 5_000, description: "Bench" }] });
  await stripe.invoices.finalizeInvoice(draft.id);
  await stripe.invoices.pay(draft.id);
  await refreshInvoice(asSystem(), draft.id);
  return { tenantId, customerId };
}

async function subscribe(
  stripe: Stripe,
  { tenantId, customerId }: Template,
  planVersionId: Id<"planVersion">,
): Promise<void> {
  const { id: product } = await stripe.products.create({ name: "Bench" });
  const price = await stripe.prices.create({
    product,
    currency: "jpy",
    unit_amount: 5_000,
    recurring: { interval: "month" },
    metadata: { choba_component: "base" },
  });
  const [license] = await acrossTenants((tx) =>
    tx.select().from(licenses).where(eq(licenses.tenantId, tenantId)),
  );
  const made = await stripe.subscriptions.create({
    customer: customerId,
    items: [{ price: price.id, quantity: 1 }],
    proration_behavior: "none",
    billing_cycle_anchor_config: { day_of_month: 31, hour: 15, minute: 0, second: 0 },
    metadata: { choba_tenant: tenantId, choba_license: license?.id ?? "" },
  });
  await acrossTenants(async (tx) => {
    await tx.insert(stripePrices).values({
      planVersionId,
      componentKey: "base",
      optionKey: "",
      interval: "month",
      stripePriceId: price.id,
      stripeProductId: product,
      currency: "JPY",
      unitAmountMinor: "5000",
      identifies: true,
    });
    await tx
      .update(licenses)
      .set({
        planVersionId,
        interval: "month",
        periodStart: new Date("2026-10-31T15:00:00Z"),
        periodEnd: new Date("2026-11-30T15:00:00Z"),
        toldRenews: true,
        stripeSubscriptionId: made.id,
        toldItems: made.items.data.map(({ id }) => ({ id, priceId: price.id, quantity: 1 })),
      })
      .where(eq(licenses.tenantId, tenantId));
  });
}
