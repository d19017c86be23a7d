/** The effects of contracts at Stripe, by the names under which the outbox knows them. */
export const contractOperations = {
  /** Ends what was invoiced under one contract, begins what is invoiced under the next. */
  settle: "stripe.contract.settle",
  /** Tells a running contract's subscription when it ends, as far as is known now. */
  endDate: "stripe.contract.end_date",
} as const;
