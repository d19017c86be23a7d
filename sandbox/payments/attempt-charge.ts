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
  how: { challengePassed?: boolean; isPayerAway?: boolean } = {},
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
    !how.challengePassed &&
    (needsChallenge(method.hidden) ||
      unit.environment.failures.strike("three_d_secure", unit.request) !== null);
  // Off session nobody can answer a challenge, so the bank declines (docs.stripe.com/declines/codes).
  if (isChallenged && how.isPayerAway) return decline(unit, intent, method, "authentication_required");
  return isChallenged ? challenge(unit, intent, method) : succeed(unit, intent, method);
}

function needsChallenge({ behavior, isSetUp }: PaymentMethodHidden): boolean {
  return behavior === "always_authenticates" || (behavior === "authenticates_unless_set_up" && !isSetUp);
}

async function challenge(
  unit: Unit,
  intent: Row<"payment_intent">,
  method: Row<"payment_method">,
): Promise<Outcome> {
  intent.data.status = "requires_action";
  intent.data.next_action = {
    type: "use_stripe_sdk",
    use_stripe_sdk: { directory_server_name: method.data.card.brand, type: "stripe_3ds2_fingerprint" },
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

interface Decline {
  code: string;
  message: string;
  /** What to do next, and the card network's own codes. */
  advice?: "confirm_card_data" | "do_not_try_again" | "try_again_later";
  network?: string;
  networkAdvice?: string;
}

const DECLINED = { code: "card_declined", message: "Your card was declined.", network: "01" };
/** By Stripe's decline code (docs.stripe.com/declines/codes, and answers recorded there). */
const DECLINES: { [code: string]: Decline } = {
  generic_decline: { ...DECLINED, advice: "try_again_later" },
  insufficient_funds: {
    code: "card_declined",
    message: "Your card has insufficient funds.",
    advice: "try_again_later",
    network: "51",
    networkAdvice: "02",
  },
  card_velocity_exceeded: {
    code: "card_declined",
    message:
      "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
    advice: "try_again_later",
    network: "61",
    networkAdvice: "02",
  },
  expired_card: {
    code: "expired_card",
    message: "Your card has expired.",
    advice: "confirm_card_data",
    network: "54",
    networkAdvice: "01",
  },
  lost_card: { ...DECLINED, advice: "do_not_try_again", network: "41", networkAdvice: "01" },
  stolen_card: { ...DECLINED, advice: "do_not_try_again", network: "43", networkAdvice: "01" },
  processing_error: {
    code: "processing_error",
    message: "An error occurred while processing your card. Try again in a little bit.",
    advice: "try_again_later",
    network: "06",
  },
  authentication_required: {
    code: "authentication_required",
    message: "Your card was declined. This transaction requires authentication.",
  },
  /** The payer failed the challenge. Stripe gives no decline code. */
  authentication_failed: {
    code: "payment_intent_authentication_failure",
    message: "The provided payment method has failed authentication.",
  },
};

const declineOf = (code: string): Decline => DECLINES[code] ?? { ...DECLINED, advice: "try_again_later" };

export function declineError(
  declineCode: string,
  method: Row<"payment_method"> | null,
  charge?: string,
): PaymentError {
  const { code, message, advice, network, networkAdvice } = declineOf(declineCode);
  return {
    ...(advice ? { advice_code: advice } : {}),
    ...(charge ? { charge } : {}),
    code,
    ...(declineCode === "authentication_failed" ? {} : { decline_code: declineCode }),
    ...(networkAdvice ? { network_advice_code: networkAdvice } : {}),
    ...(network ? { network_decline_code: network } : {}),
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
  data.outcome.reason = declineCode === "authentication_failed" ? "authentication_required" : declineCode;
  data.outcome.seller_message = "The bank did not return any further details with this decline.";
  data.outcome.type = "issuer_declined";
  const { advice, network, networkAdvice } = declineOf(declineCode);
  data.outcome.advice_code = advice ?? null;
  data.outcome.network_advice_code = networkAdvice ?? null;
  data.outcome.network_decline_code = network ?? null;
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
