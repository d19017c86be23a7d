/** The effects of reservations, by the names under which the outbox knows them. */
export const reservationOperations = {
  reserve: "stripe.reservation.create",
  cancel: "stripe.reservation.cancel",
  releaseApplied: "stripe.schedule.release_applied",
} as const;
