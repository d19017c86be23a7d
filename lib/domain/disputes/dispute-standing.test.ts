import { expect, test } from "vitest";
import { type DisputeStanding, disputeStanding } from "./dispute-standing";

// Every status that docs.stripe.com/api/disputes/object names, and one that it does not name.
test.each<[string, DisputeStanding]>([
  ["warning_needs_response", "answer"],
  ["needs_response", "answer"],
  ["appeal_needs_response", "answer"],
  ["warning_under_review", "review"],
  ["under_review", "review"],
  ["appeal_under_review", "review"],
  ["won", "won"],
  ["lost", "lost"],
  ["warning_closed", "closed"],
  ["prevented", "closed"],
  ["something_new", "answer"],
])("%s: %s", (status, standing) => {
  expect(disputeStanding(status)).toBe(standing);
});
