import { invalid } from "../core/errors";
import { newId } from "../core/ids";
import { formatMoney } from "../core/money";
import { newRefund, type Refund } from "../shapes/refund";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { changedFrom } from "../store/save-and-emit";
import type { Unit } from "../store/unit";

/**
 * Refunds a charge: `amount`, or all that is not refunded yet. Emits `refund.created` and `charge.refunded`.
 * The invoice stays paid (docs.stripe.com/refunds).
 */
export async function refundCharge(
  unit: Unit,
  charge: Row<"charge">,
  request: { amount?: number; reason?: Refund["reason"] },
): Promise<Row<"refund">> {
  const { data } = charge;
  if (data.status !== "succeeded")
    throw invalid("This charge has not succeeded and cannot be refunded.", "charge");
  const left = data.amount - data.amount_refunded;
  if (left === 0)
    throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, "charge_already_refunded");
  const amount = request.amount ?? left;
  if (amount < 1) throw invalid("Invalid positive integer", "amount", "parameter_invalid_integer");
  if (amount > left) {
    const formatted = (minor: number) => formatMoney(String(minor), data.currency);
    throw invalid(
      `Refund amount (${formatted(amount)}) is greater than unrefunded amount on charge (${formatted(left)})`,
      "amount",
    );
  }
  const before = render(charge);
  const refund = newRefund(newId("re"), unit.at, data, amount);
  refund.reason = request.reason ?? null;
  const row = await unit.create("refund", refund, {});
  data.amount_refunded += amount;
  data.refunded = data.amount_refunded === data.amount;
  await unit.save(charge);
  await unit.emit("refund.created", row);
  await unit.emit("charge.refunded", charge, changedFrom(before, render(charge)));
  return row;
}

/** The charge that paid the invoice; null when nothing was charged. */
export async function chargeOfInvoice(unit: Unit, invoice: Row<"invoice">): Promise<Row<"charge"> | null> {
  const intent = invoice.hidden.paymentIntent;
  if (!intent) return null;
  const paid = await unit.all("charge", { payment_intent: intent, status: "succeeded" });
  return paid.at(-1) ?? null;
}
