import { invalid } from "../core/errors";
import type { Outcome } from "../payments/attempt-charge";
import { createMethod, noBilling } from "../payments/payment-methods";
import { testCardByNumber } from "../payments/test-cards";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";

/** A card as the payer enters it on a hosted page. Only Stripe's test cards are accepted. */
export interface CardInput {
  number: string;
  expMonth: number;
  expYear: number;
  name?: string;
}

export interface CardResult {
  state: "complete" | "requires_action" | "declined";
  /** Where to authenticate, when `requires_action`. */
  challengeUrl: string | null;
  /** The message for the payer, when `declined`. */
  message: string | null;
}

export async function methodFromCard(unit: Unit, input: CardInput): Promise<Row<"payment_method">> {
  const card = testCardByNumber(input.number);
  if (!card) throw invalid("Your card number is incorrect.", "number", "incorrect_number");
  const now = new Date(unit.at * 1000);
  const isPast = input.expYear * 12 + input.expMonth < now.getUTCFullYear() * 12 + now.getUTCMonth() + 1;
  if (!(input.expMonth >= 1 && input.expMonth <= 12) || isPast) {
    throw invalid("Your card's expiration date is in the past.", "expiry", "invalid_expiry_year");
  }
  const billing = { ...noBilling(), name: input.name ?? null };
  return createMethod(unit, card, billing, { month: input.expMonth, year: input.expYear });
}

export function cardResult(outcome: Outcome, challengeUrl: string): CardResult {
  if (outcome.state === "succeeded") return { state: "complete", challengeUrl: null, message: null };
  if (outcome.state === "requires_action") return { state: "requires_action", challengeUrl, message: null };
  return {
    state: "declined",
    challengeUrl: null,
    message: outcome.error?.message ?? "Your card was declined.",
  };
}
