/** Where a dispute stands: it waits for our response, it waits for the bank, or it is over. */
export type DisputeStanding = "answer" | "review" | "won" | "lost" | "closed";

/**
 * What Stripe's status asks of us (docs.stripe.com/api/disputes/object#dispute_object-status). Inquiries
 * (`warning_…`) and appeals need a response like disputes. An inquiry that never became a dispute is over,
 * and so is one that a refund prevented. A status that is unknown here needs a person to look at it.
 */
export function disputeStanding(status: string): DisputeStanding {
  switch (status) {
    case "under_review":
    case "warning_under_review":
    case "appeal_under_review":
      return "review";
    case "won":
    case "lost":
      return status;
    case "warning_closed":
    case "prevented":
      return "closed";
    default:
      return "answer";
  }
}

export const openStandings = ["answer", "review"] as const satisfies readonly DisputeStanding[];
