import { invalid } from "../core/errors";
import { newId } from "../core/ids";
import { termsOf } from "../discounts/discount-invoice";
import { confirmSetup } from "../payments/confirm-setup";
import { detachMethod } from "../payments/payment-methods";
import type { Address } from "../shapes/address";
import type { Customer } from "../shapes/customer";
import { EMAIL_PATTERN } from "../shapes/customer";
import type { Invoice } from "../shapes/invoice";
import { newSetupIntent, type PaymentMethod } from "../shapes/payment";
import type { PortalConfiguration, PortalSession } from "../shapes/portal";
import type { Subscription } from "../shapes/subscription";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";
import { type CardInput, type CardResult, cardResult, methodFromCard } from "./card";
import type { PageWork } from "./create-operations";

export interface Portal {
  session: PortalSession;
  configuration: PortalConfiguration;
  customer: Customer;
  paymentMethods: PaymentMethod[];
  /** Newest first, drafts left out. */
  invoices: Invoice[];
  /** Those that have not ended. */
  subscriptions: Subscription[];
  /** The names of the subscriptions' discounts, by id. */
  discounts: { [id: string]: string };
}

export interface CustomerDetails {
  email?: string | null;
  name?: string | null;
  phone?: string | null;
  address?: Address | null;
}

async function enterPortal(unit: Unit, id: string): Promise<Row<"customer">> {
  const session = await unit.need("billing_portal.session", id, "session");
  const customer = await unit.need("customer", session.data.customer);
  await unit.enter(customer.data.test_clock);
  return customer;
}

async function ownMethod(unit: Unit, customer: Row<"customer">, id: string): Promise<Row<"payment_method">> {
  const method = await unit.need("payment_method", id, "payment_method");
  if (method.data.customer !== customer.id)
    throw invalid("The card belongs to somebody else.", "payment_method", "resource_missing");
  return method;
}

async function setDefault(unit: Unit, customer: Row<"customer">, method: string): Promise<void> {
  const before = render(customer);
  customer.data.invoice_settings.default_payment_method = method;
  await saveAndEmit(unit, "customer.updated", customer, before);
  for (const row of await unit.all("subscription", { customer: customer.id })) {
    if (row.data.default_payment_method === null || row.data.status === "canceled") continue;
    const was = render(row);
    row.data.default_payment_method = method;
    await saveAndEmit(unit, "customer.subscription.updated", row, was);
  }
}

async function ownSubscription(
  unit: Unit,
  customer: Row<"customer">,
  id: string,
): Promise<Row<"subscription">> {
  const row = await unit.need("subscription", id, "subscription");
  if (row.data.customer !== customer.id)
    throw invalid("The subscription belongs to somebody else.", "subscription", "resource_missing");
  if (row.data.status === "canceled" || row.data.status === "incomplete_expired")
    throw invalid("The subscription has ended.");
  return row;
}

export function portalOperations(work: PageWork) {
  return {
    /** Everything that the portal shows; null when there is no such session. */
    getPortal: (id: string): Promise<Portal | null> =>
      work.read(async (unit) => {
        const session = await unit.find("billing_portal.session", id);
        if (!session) return null;
        const where = { customer: session.data.customer };
        const subscriptions = (await unit.all("subscription", where)).map((row) => row.data);
        const terms = await termsOf(
          unit,
          subscriptions.flatMap(({ discounts }) => discounts),
        );
        return {
          session: session.data,
          configuration: (await unit.need("billing_portal.configuration", session.data.configuration)).data,
          customer: (await unit.need("customer", session.data.customer)).data,
          paymentMethods: (await unit.all("payment_method", where)).map((row) => row.data).reverse(),
          invoices: (await unit.all("invoice", where))
            .map((row) => row.data)
            .filter(({ status }) => status !== "draft")
            .reverse(),
          discounts: Object.fromEntries(
            terms.map(({ discount, coupon }) => [discount, coupon.name ?? coupon.id]),
          ),
          subscriptions: subscriptions.filter(
            ({ status }) => status !== "canceled" && status !== "incomplete_expired",
          ),
        };
      }),

    /** Adds a card and makes it the default. A 3-D Secure card is authenticated without a challenge. */
    addPaymentMethod: (id: string, input: CardInput): Promise<CardResult> =>
      work.change(async (unit) => {
        const customer = await enterPortal(unit, id);
        const method = await methodFromCard(unit, input);
        const data = newSetupIntent(newId("seti"), unit.at);
        data.customer = customer.id;
        const setup = await unit.create("setup_intent", data, { session: null });
        await unit.emit("setup_intent.created", setup);
        const outcome = await confirmSetup(unit, setup, method, true);
        if (outcome.state === "succeeded") await setDefault(unit, customer, method.id);
        return cardResult(outcome, "");
      }),

    removePaymentMethod: (id: string, method: string): Promise<void> =>
      work.change(async (unit) => {
        const customer = await enterPortal(unit, id);
        await detachMethod(unit, await ownMethod(unit, customer, method));
      }),

    setDefaultPaymentMethod: (id: string, method: string): Promise<void> =>
      work.change(async (unit) => {
        const customer = await enterPortal(unit, id);
        await setDefault(unit, customer, (await ownMethod(unit, customer, method)).id);
      }),

    /** Changes what is given; null clears a field. */
    updateCustomerDetails: (id: string, details: CustomerDetails): Promise<void> =>
      work.change(async (unit) => {
        const customer = await enterPortal(unit, id);
        if (details.email && !EMAIL_PATTERN.test(details.email))
          throw invalid(`Invalid email address: ${details.email}`, "email", "email_invalid");
        const before = render(customer);
        if (details.email !== undefined) customer.data.email = details.email;
        if (details.name !== undefined) customer.data.name = details.name;
        if (details.phone !== undefined) customer.data.phone = details.phone;
        if (details.address !== undefined) customer.data.address = details.address;
        await saveAndEmit(unit, "customer.updated", customer, before);
      }),

    /** Stops the renewal. It sets `cancel_at`, as Stripe's portal does for flexible billing. */
    cancelAtPeriodEnd: (id: string, subscription: string): Promise<void> =>
      work.change(async (unit) => {
        const row = await ownSubscription(unit, await enterPortal(unit, id), subscription);
        const before = render(row);
        row.data.cancel_at = row.data.items.data[0]?.current_period_end ?? null;
        row.data.canceled_at = unit.at;
        row.data.cancellation_details.reason = "cancellation_requested";
        await saveAndEmit(unit, "customer.subscription.updated", row, before);
      }),

    resumeSubscription: (id: string, subscription: string): Promise<void> =>
      work.change(async (unit) => {
        const row = await ownSubscription(unit, await enterPortal(unit, id), subscription);
        const before = render(row);
        row.data.cancel_at = null;
        row.data.cancel_at_period_end = false;
        row.data.canceled_at = null;
        row.data.cancellation_details.reason = null;
        await saveAndEmit(unit, "customer.subscription.updated", row, before);
      }),
  };
}
