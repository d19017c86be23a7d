import { inTenant } from "@/lib/db/transaction";
import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { findOpenOrder, findOpenReservation } from "@/lib/features/license/lifecycle/queries";
import { discardOrder } from "@/lib/features/license/orders/discard-order";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";
import { resumeRenewal, stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { cancelReservation } from "@/lib/features/license/reservations/cancel-reservation";
import { oneOf } from "../random";
import type { Tenant } from "../tenant";
import type { Act, Acts } from "./act";

/** What the payment administrator does on the billing dashboard. */

const change: Act = async (tenant) => {
  const { random, tenantId } = tenant;
  const { buyer } = tenant.side;
  if (!buyer) return null;
  const planKey = oneOf(random, ["starter", "metered", "metered", "business", "business", "enterprise"]);
  const interval = random(6) === 0 ? "year" : "month";
  const more = planKey === "business" ? { seats: random(15), addons: { phone: String(random(2)) } } : {};
  const couponCode = random(6) === 0 ? oneOf(random, ["TENTH", "YEN500"]) : undefined;
  const clicks = random(6) === 0 ? 2 : 1;
  const wanted = { planKey, interval, ...more, couponCode } as const;
  const what = `${clicks === 2 ? "twice " : ""}${Object.values(wanted)
    .map((each) => JSON.stringify(each))
    .join(" ")}`;
  const preview = await previewChange(await buyer.ctx(), tenantId, wanted);
  if (!preview.ok) return `${what}: ${preview.refusal.code}`;
  const answers = [];
  for (let click = 0; click < clicks; click++) answers.push(await buyer.confirm(preview.value));
  return [what, ...answers.map((each) => (each.ok ? each.value.outcome : each.refusal.code))].join(": ");
};

/** A button without anything to fill in. */
const press =
  (
    what: string,
    work: (ctx: Context, tenantId: Id<"tenant">, input: Record<string, never>) => Promise<Result<unknown>>,
  ): Act =>
  async (tenant) =>
    tenant.side.buyer &&
    tenant.call(
      what,
      await tenant.side.buyer.ctx(),
      (ctx) => work(ctx, tenant.tenantId, {}),
      () => false,
    );

const giveUpReservation: Act = async (tenant) => {
  const open = await inTenant(tenant.tenantId, (tx) => findOpenReservation(tx, tenant.tenantId));
  if (!open || !tenant.side.buyer) return null;
  return tenant.call("cancels the reservation", await tenant.side.buyer.ctx(), (ctx) =>
    cancelReservation(ctx, tenant.tenantId, { reservationId: open.id }),
  );
};

const giveUpOrder: Act = async (tenant) => {
  const open = await inTenant(tenant.tenantId, (tx) => findOpenOrder(tx, tenant.tenantId));
  if (!open || !tenant.side.buyer) return null;
  return tenant.call("gives the order up", await tenant.side.buyer.ctx(), (ctx) =>
    discardOrder(ctx, tenant.tenantId, { orderId: open.id }),
  );
};

async function payOpen({ stripe, customerId: customer }: Tenant): Promise<string | null> {
  const [open] = (await stripe.invoices.list({ customer, status: "open" })).data;
  if (!open?.id || open.amount_remaining === 0) return null;
  await stripe.invoices.pay(open.id, { off_session: false }).catch(() => null);
  return `pays the invoice of ${open.amount_remaining}`;
}

/** Without a card on file, a purchase waits on Stripe's page until a card is left there. */
async function removeCard({ stripe, customerId: customer, side }: Tenant): Promise<string | null> {
  const { data } = await stripe.paymentMethods.list({ customer });
  if (!side.buyer || data.length === 0) return null;
  for (const { id } of data) await stripe.paymentMethods.detach(id);
  return "takes all cards off file";
}

const visitCheckout: Act = async ({ tenantId, company, side }) => {
  const order = await inTenant(tenantId, (tx) => findOpenOrder(tx, tenantId));
  if (!side.buyer || !order?.stripeCheckoutSessionId) return null;
  const card = { number: "4242424242424242", expMonth: 12, expYear: 2040 };
  const came = await company.world.sandbox.operations
    .completeSession(order.stripeCheckoutSessionId, card)
    .then(() => "", String);
  return `leaves a card on Stripe's page${came && `: ${came}`}`;
};

async function changeCard(tenant: Tenant): Promise<string> {
  const card = oneOf(tenant.random, ["pm_card_visa", "pm_card_visa", "pm_card_chargeCustomerFail"]);
  await tenant.putCard(card);
  return `puts ${card} on file`;
}

export const payer: Acts = {
  change: { often: 14, act: change },
  stop: { often: 2, act: press("stops the renewal", stopRenewal) },
  resume: { often: 3, act: press("resumes the renewal", resumeRenewal) },
  cancelReservation: { often: 2, act: giveUpReservation },
  discardOrder: { often: 2, act: giveUpOrder },
  pay: { often: 3, act: payOpen },
  card: { often: 2, act: changeCard },
  noCard: { often: 1, act: removeCard },
  checkout: { often: 4, act: visitCheckout },
};
