/** One thing that an entry of the log says to have changed; `before` or `after` is absent where there was nothing. */
export type Change = { field: string; before?: Fact; after?: Fact };
export type Fact = string | number | boolean;

/** Ids of ours that mean nothing to people; what they name stands in the entry beside them. */
const hidden = new Set([
  "reservationId",
  "orderId",
  "scheduleId",
  "requestId",
  "quoteId",
  "contractId",
  "disputeId",
  "chargeId",
  "stripeInvoiceId",
]);

/**
 * The log keeps plans by key in one entry and by the id of their version in another; to people both are the license.
 */
const named = (key: string): string => (key === "planVersionId" ? "plan" : key);

/**
 * What differs between the two sides of an entry of the audit log, in the order in which it was written. A field
 * that `after` does not name has not been removed, so it is left out.
 */
export function changesOf(before: unknown, after: unknown): Change[] {
  const [old, now] = [factsOf(before), factsOf(after)];
  const spokenOf =
    typeof after === "object" && after !== null ? Object.keys(after).map(named) : [...old.keys()];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => spokenOf.includes(field) && old.get(field) !== now.get(field))
    .map((field) => ({ field, before: old.get(field), after: now.get(field) }));
}

function factsOf(side: unknown): Map<string, Fact> {
  if (typeof side !== "object" || side === null) return new Map();
  return new Map(
    Object.entries(side).flatMap(([key, value]): [string, Fact][] => {
      if (hidden.has(key) || value === null || value === undefined || value === "") return [];
      const field = named(key);
      if (typeof value === "object") return [[field, JSON.stringify(value)]];
      return [[field, value as Fact]];
    }),
  );
}
