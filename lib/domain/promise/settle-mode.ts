import { oneInTicks, parseDecimal } from "../money/decimal";
import type { DaySpan } from "../time/day-span";
import { daysIn } from "../time/day-span";
import type { Change } from "./change";
import type { BilledLine } from "./lines/billed-line";
import { chargeStep, roundToStep } from "./lines/charge-step";
import { compareWithBilled } from "./lines/compare-with-billed";
import { type FixedLine, fixedLines } from "./lines/fixed-lines";
import { giveBack, type Unused } from "./lines/give-back";
import type { CouponState } from "./promise-terms";

/** `running`: the period of what is wanted. */
export type ModeInput = Change & { running: DaySpan; isNewYear: boolean };

type Settled = { charges: FixedLine[]; unused: Unused[] };
const nothing: Settled = { charges: [], unused: [] };

/**
 * What is charged and given back in a mode. Equal lines stay untouched in every mode. A purchase and a new year are
 * always prorated: the first pays for its days, the second is a whole year.
 */
export function settleMode(input: ModeInput): Settled {
  const { mode, held, isNewYear } = input;
  if (mode === "none") return nothing;
  if (held === null || isNewYear || held.interval !== input.wanted.interval || mode === "prorated")
    return prorated(input);
  if (mode === "full") return full(input);
  return wasCharged(input) ? nothing : difference(input);
}

function wasCharged({ held, wanted, pairsCharged }: ModeInput): boolean {
  if (!held || held.planVersionId === wanted.planVersionId) return false;
  return pairsCharged.some(({ from, to }) => from === held.planVersionId && to === wanted.planVersionId);
}

function compare(input: ModeInput) {
  const { day, wanted, running, period, yearStart, billed } = input;
  const until = period && period.until > running.until ? period.until : running.until;
  const lines = fixedLines(wanted, { from: day, until: running.until }, yearStart);
  return compareWithBilled(lines, billed, { from: day, until });
}

function prorated(input: ModeInput): Settled {
  const { missing, surplus } = compare(input);
  return { charges: missing, unused: unusedOf(surplus, input) };
}

function unusedOf(surplus: readonly BilledLine[], { day, wanted }: ModeInput): Unused[] {
  const step = chargeStep(wanted.definition.currency);
  return surplus.flatMap((line) => giveBack(line, day, step) ?? []);
}

/** The missing lines for the whole running period. */
function wholeLines(missing: readonly FixedLine[], { wanted, running, yearStart }: ModeInput): FixedLine[] {
  const names = new Set(missing.map(({ component, optionKey }) => `${component} ${optionKey}`));
  return fixedLines(wanted, running, yearStart).filter(({ component, optionKey }) =>
    names.has(`${component} ${optionKey}`),
  );
}

function full(input: ModeInput): Settled {
  const { missing, surplus } = compare(input);
  return { charges: wholeLines(missing, input), unused: unusedOf(surplus, input) };
}

function difference(input: ModeInput): Settled {
  const { missing, surplus } = compare(input);
  const step = chargeStep(input.wanted.definition.currency);
  return {
    charges: wholeLines(missing, input),
    unused: surplus.flatMap((line) => wholeOf(line, input.running, input.coupons, step)),
  };
}

/**
 * A line that is closed in full, at the price of the whole period: a line of 12 of 30 days counts as 30 days, because
 * the new line does too. A percentage off is scaled with it; an amount off is taken once, so it is not.
 */
function wholeOf(
  line: BilledLine,
  running: DaySpan,
  coupons: readonly CouponState[],
  step: bigint,
): Unused[] {
  const closed = giveBack(line, line.span.from, step);
  if (!closed) return [];
  const [days, of] = [BigInt(daysIn(line.span)), BigInt(daysIn(running))];
  if (line.standing === "lost" || days >= of) return [closed];
  const listed = parseDecimal(line.unitAmountMinor) * BigInt(line.quantity);
  const isListed = line.amountMinor === roundToStep(listed * days, of * oneInTicks, step);
  const wholeMinor = isListed
    ? roundToStep(listed, oneInTicks, step)
    : roundToStep(line.amountMinor * of, days, step);
  const discountMinor = line.discounts.reduce((sum, { coupon, amountMinor }) => {
    const isAmount = coupons.some(({ key, value }) => key === coupon && value.type === "amount");
    return sum + (isAmount ? amountMinor : roundToStep(amountMinor * of, days, step));
  }, 0n);
  return [{ ...closed, span: running, amountMinor: wholeMinor - discountMinor - line.creditedMinor }];
}
