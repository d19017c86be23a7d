/** How the seller's registration number stands beside those that are entered at Stripe. */
export type RegistrationStanding = "agrees" | "not_entered" | "missing" | "differs" | "only_at_stripe";

/** Empty `number`: the seller has none. `atStripe`: the Japanese registration numbers of the Stripe account. */
export function registrationStanding(number: string, atStripe: readonly string[]): RegistrationStanding {
  if (number === "") return atStripe.length === 0 ? "not_entered" : "only_at_stripe";
  if (atStripe.length === 0) return "missing";
  // Two numbers would leave open which one invoices show.
  return atStripe.every((one) => one === number) ? "agrees" : "differs";
}
