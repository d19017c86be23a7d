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
  "taxRateId",
  "messageId",
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
    typeof after === "object" && after !== null ? Object.keys(ofAlert(after)).map(named) : [...old.keys()];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => spokenOf.includes(field) && old.get(field) !== now.get(field))
    .map((field) => ({ field, before: old.get(field), after: now.get(field) }));
}

function factsOf(side: unknown): Map<string, Fact> {
  if (typeof side !== "object" || side === null) return new Map();
  return new Map(
    Object.entries(ofAlert(side)).flatMap(([key, value]): [string, Fact][] => {
      if (hidden.has(key) || value === null || value === undefined || value === "") return [];
      const field = named(key);
      if (isList(value)) return value.length === 0 ? [] : [[field, value.join(", ")]];
      if (typeof value === "object") return [[field, JSON.stringify(value)]];
      return [[field, value as Fact]];
    }),
  );
}

const isList = (value: unknown): value is (string | number)[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string" || typeof one === "number");

/** A threshold that was reached is a percentage of what a component includes, or an amount of the month's cost. */
function ofAlert(side: object): object {
  const { subject, threshold, ...rest } = side as { subject?: unknown; threshold?: unknown };
  if (typeof subject !== "string" || threshold === undefined) return side;
  if (subject === "cost") return { ...rest, amountMinor: threshold };
  return { ...rest, component: subject.replace(/^component:/, ""), percents: threshold };
}
