import { newId } from "../core/ids";
import { newCharge, type PaymentError } from "../shapes/payment";
import type { PaymentMethodHidden, Row } from "../store/kinds";
import type { Unit } from "../store/unit";

export interface Outcome {
  state: "succeeded" | "requires_action" | "declined";
  /** The reason when declined; null when there was no card to charge. */
  error: PaymentError | null;
}

/**
 * Charges the payment method once. `challengePassed` says that the payer has just authenticated.
 * Emits `charge.*` and `payment_intent.*`.
 */
export async function attemptCharge(
  unit: Unit,
  intent: Row<"payment_intent">,
  method: Row<"payment_method"> | null,
  challengePassed = false,
): Promise<Outcome> {
  intent.data.next_action = null;
  if (!method) {
    intent.data.status = "requires_payment_method";
    await unit.save(intent);
    await unit.emit("payment_intent.payment_failed", intent);
    return { state: "declined", error: null };
  }
  intent.data.payment_method = method.id;
  if (unit.environment.failures.strike("decline", unit.request))
    return decline(unit, intent, method, "generic_decline");
  const { behavior } = method.hidden;
  if (behavior === "declines_charges" || behavior === "declined_at_once") {
    return decline(unit, intent, method, method.hidden.declineCode);
  }
  const isChallenged =
    !challengePassed &&
    (needsChallenge(method.hidden) ||
      unit.environment.failures.strike("three_d_secure", unit.request) !== null);
  return isChallenged ? challenge(unit, intent) : succeed(unit, intent, method);
}

function needsChallenge({ behavior, isSetUp }: PaymentMethodHidden): boolean {
  return behavior === "always_authenticates" || (behavior === "authenticates_unless_set_up" && !isSetUp);
}

async function challenge(unit: Unit, intent: Row<"payment_intent">): Promise<Outcome> {
  intent.data.status = "requires_action";
  intent.data.next_action = {
    redirect_to_url: { return_url: null, url: `${unit.environment.publicUrl}/challenge/${intent.id}` },
    type: "redirect_to_url",
  };
  await unit.save(intent);
  await unit.emit("payment_intent.requires_action", intent);
  return { state: "requires_action", error: null };
}

async function succeed(
  unit: Unit,
  intent: Row<"payment_intent">,
  method: Row<"payment_method">,
): Promise<Outcome> {
  const charge = newCharge(newId("ch"), unit.at, intent.data, method.data);
  charge.receipt_url = `${unit.environment.publicUrl}/receipt/${charge.id}`;
  intent.data.status = "succeeded";
  intent.data.amount_received = intent.data.amount;
  intent.data.latest_charge = charge.id;
  intent.data.last_payment_error = null;
  const row = await unit.create("charge", charge, {});
  await unit.save(intent);
  await unit.emit("charge.succeeded", row);
  await unit.emit("payment_intent.succeeded", intent);
  return { state: "succeeded", error: null };
}

const DECLINES: { [code: string]: { code: string; message: string } } = {
  generic_decline: { code: "card_declined", message: "Your card was declined." },
  insufficient_funds: { code: "card_declined", message: "Your card has insufficient funds." },
  expired_card: { code: "expired_card", message: "Your card has expired." },
  authentication_required: {
    code: "payment_intent_authentication_failure",
    message: "The provided payment method has failed authentication.",
  },
};

export function declineError(
  declineCode: string,
  method: Row<"payment_method"> | null,
  charge?: string,
): PaymentError {
  const { code, message } = DECLINES[declineCode] ?? {
    code: "card_declined",
    message: "Your card was declined.",
  };
  return {
    advice_code: "try_again_later",
    ...(charge ? { charge } : {}),
    code,
    decline_code: declineCode,
    doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`,
    message,
    ...(method ? { payment_method: method.data } : {}),
    type: "card_error",
  };
}

export async function decline(
  unit: Unit,
  intent: Row<"payment_intent">,
  method: Row<"payment_method">,
  declineCode: string,
): Promise<Outcome> {
  const data = newCharge(newId("ch"), unit.at, intent.data, method.data);
  const error = declineError(declineCode, method, data.id);
  Object.assign(data, {
    amount_captured: 0,
    captured: false,
    failure_code: error.code,
    failure_message: error.message,
    paid: false,
    status: "failed" as const,
  } satisfies Partial<typeof data>);
  data.outcome.network_status = "declined_by_network";
  data.outcome.reason = declineCode;
  data.outcome.seller_message = "The bank did not return any further details with this decline.";
  data.outcome.type = "issuer_declined";
  data.outcome.advice_code = "try_again_later";
  const charge = await unit.create("charge", data, {});
  intent.data.status = "requires_payment_method";
  intent.data.latest_charge = charge.id;
  intent.data.last_payment_error = error;
  intent.data.payment_method = null;
  await unit.save(intent);
  await unit.emit("charge.failed", charge);
  await unit.emit("payment_intent.payment_failed", intent);
  return { state: "declined", error };
}
