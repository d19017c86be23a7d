import { oneInTicks, parseDecimal, printDecimal } from "../money/decimal";
import { divideRounded } from "../money/rounding";

/**
 * What a month would count if it went on as it began: `count × length ÷ elapsed`, in whole units and to three digits that
 * mean something. A guess and to be named so. Null in the first day, when it would say nothing, and where nothing has
 * been counted. Times in ms.
 */
export function projected(count: string, elapsedMs: number, lengthMs: number): string | null {
  if (elapsedMs < 86_400_000 || elapsedMs >= lengthMs) return null;
  const ticks = parseDecimal(count);
  if (ticks <= 0n) return null;
  const units = divideRounded(ticks * BigInt(lengthMs), BigInt(elapsedMs) * oneInTicks, "half_up");
  const step = 10n ** BigInt(Math.max(0, units.toString().length - 3));
  const whole = divideRounded(units, step, "half_up") * step * oneInTicks;
  // Rounding must not take it below what there already is.
  if (whole < ticks) return printDecimal(ticks);
  return printDecimal(whole);
}
