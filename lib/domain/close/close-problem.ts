/**
 * What was unexpected about a close's invoice. `draft_differs`: the draft is not as promised, and is tried again.
 * `draft_replaced`: it could not be completed, so an invoice of Choba's own stands for it. Anything else is a code of
 * Stripe's: it refused the invoice.
 */
export type CloseProblemKind = "draft_differs" | "draft_replaced" | "refused";

/** A problem in a code, as it is stored: what it is, and why. */
export const closeProblem = (kind: "draft_differs" | "draft_replaced", reason: string): string =>
  `${kind}:${reason}`;

export function closeProblemKind(problem: string): CloseProblemKind {
  const [kind] = problem.split(":");
  return kind === "draft_differs" || kind === "draft_replaced" ? kind : "refused";
}
