import type { CorrectionLine, MeteredLine, UsageLine } from "../promise/lines/usage-line";
import { groupBy } from "../promise/sums/group-by";
import { componentKey } from "./over-limit";

/**
 * What is missing or too much for a month that is billed already: one line for each component of a version, the
 * difference between what the month costs as it is counted now and all that was billed for it, corrections included.
 */
export function correctMonth(
  expected: readonly MeteredLine[],
  billed: readonly UsageLine[],
): CorrectionLine[] {
  const [now, before] = [groupBy(expected, keyOf), groupBy(billed, keyOf)];
  return [...new Set([...before.keys(), ...now.keys()])].sort().flatMap((key) => {
    const [wanted, had] = [now.get(key) ?? [], before.get(key) ?? []];
    const [expectedMinor, billedMinor] = [sum(wanted), sum(had)];
    const line = wanted[0] ?? had[0];
    if (!line || expectedMinor === billedMinor) return [];
    const { component, taxCategory, planVersionId, planName, currency, name, period, span } = line;
    return {
      kind: "correction" as const,
      component,
      taxCategory,
      planVersionId,
      planName,
      currency,
      name,
      period,
      span,
      part: null,
      billedMinor,
      expectedMinor,
      amountMinor: expectedMinor - billedMinor,
    };
  });
}

const keyOf = ({ planVersionId, component }: UsageLine): string => componentKey(planVersionId, component);

const sum = (lines: readonly UsageLine[]): bigint =>
  lines.reduce((total, { amountMinor }) => total + amountMinor, 0n);
