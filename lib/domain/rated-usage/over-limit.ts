import type { MeteredLine, UsageLine } from "../promise/lines/usage-line";
import { groupBy } from "../promise/sums/group-by";

/** The largest amount that Stripe puts on an invoice has 12 digits. */
const largestMinor = 999_999_999_999n;

export const componentKey = (planVersionId: string, component: string): string =>
  JSON.stringify([planVersionId, component]);

const keyOf = ({ planVersionId, component }: UsageLine) => componentKey(planVersionId, component);

/** The components of versions, by key, of which a line has more than can be charged. */
export function overLimit(lines: readonly MeteredLine[]): Set<string> {
  const isOver = ({ amountMinor }: MeteredLine) => amountMinor > largestMinor || amountMinor < -largestMinor;
  const groups = [...groupBy(lines, keyOf)];
  return new Set(groups.flatMap(([key, some]) => (some.some(isOver) ? [key] : [])));
}
