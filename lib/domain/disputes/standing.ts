/** Where a dispute stands for the desk: it waits for our answer, or for the bank, or is over. */
export type DisputeStanding = "answer" | "review" | "won" | "lost" | "closed";

/**
 * What Stripe's status asks of us (docs.stripe.com/api/disputes/object#dispute_object-status). Inquiries (`warning_…`) and
 * appeals are answered like disputes; an inquiry that ends without becoming one, and one that was prevented by a refund,
 * is merely over. A status that is new to us is somebody's to look at.
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
