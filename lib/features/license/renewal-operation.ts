/** The effect that stops or resumes a renewal, by the name under which the outbox knows it. */
export const renewalOperation = "stripe.subscription.set_renewal";
