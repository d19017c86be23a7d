import type { CardBehavior } from "../store/kinds";

export interface TestCard {
  number: string;
  brand: string;
  country: string;
  behavior: CardBehavior;
  declineCode: string;
}

const card = (
  number: string,
  brand: string,
  behavior: CardBehavior,
  declineCode = "generic_decline",
  country = "US",
): TestCard => ({
  number,
  brand,
  country,
  behavior,
  declineCode,
});

/** The documented test cards that matter for subscriptions: https://docs.stripe.com/testing */
const CARDS: TestCard[] = [
  card("4242424242424242", "visa", "succeeds"),
  card("4000056655665556", "visa", "succeeds"),
  card("5555555555554444", "mastercard", "succeeds"),
  card("378282246310005", "amex", "succeeds"),
  card("6011111111111117", "discover", "succeeds"),
  card("3566002020360505", "jcb", "succeeds", "generic_decline", "JP"),
  card("4000003920000003", "visa", "succeeds", "generic_decline", "JP"),
  card("4000002500003155", "visa", "authenticates_unless_set_up"),
  card("4000002760003184", "visa", "always_authenticates"),
  card("4000000000003220", "visa", "always_authenticates"),
  card("4000000000000341", "visa", "declines_charges"),
  card("4000000000000002", "visa", "declined_at_once"),
  card("4000000000009995", "visa", "declined_at_once", "insufficient_funds"),
  card("4000000000009987", "visa", "declined_at_once", "lost_card"),
  card("4000000000009979", "visa", "declined_at_once", "stolen_card"),
  card("4000000000006975", "visa", "declined_at_once", "card_velocity_exceeded"),
  card("4000000000000119", "visa", "declined_at_once", "processing_error"),
  card("4000000000000069", "visa", "declined_at_once", "expired_card"),
];

const IDS: { [id: string]: string } = {
  pm_card_visa: "4242424242424242",
  pm_card_visa_debit: "4000056655665556",
  pm_card_mastercard: "5555555555554444",
  pm_card_amex: "378282246310005",
  pm_card_discover: "6011111111111117",
  pm_card_jcb: "3566002020360505",
  pm_card_jp: "4000003920000003",
  pm_card_authenticationRequiredOnSetup: "4000002500003155",
  pm_card_authenticationRequired: "4000002760003184",
  pm_card_threeDSecure2Required: "4000000000003220",
  pm_card_chargeCustomerFail: "4000000000000341",
  pm_card_chargeDeclined: "4000000000000002",
  pm_card_visa_chargeDeclined: "4000000000000002",
  pm_card_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_visa_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_visa_chargeDeclinedLostCard: "4000000000009987",
  pm_card_visa_chargeDeclinedStolenCard: "4000000000009979",
  pm_card_visa_chargeDeclinedVelocityLimitExceeded: "4000000000006975",
  pm_card_chargeDeclinedProcessingError: "4000000000000119",
  pm_card_chargeDeclinedExpiredCard: "4000000000000069",
};

export function testCardById(id: string): TestCard | null {
  const number = IDS[id];
  return number ? testCardByNumber(number) : null;
}

/** Ignores spaces and hyphens. Null when the number is not a known test card. */
export function testCardByNumber(number: string): TestCard | null {
  const digits = number.replace(/[\s-]/g, "");
  return CARDS.find((candidate) => candidate.number === digits) ?? null;
}
