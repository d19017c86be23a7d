import { oneInTicks, parseDecimal, printDecimal } from "../money/decimal";
import { divideRounded } from "../money/rounding";

/**
 * What a month would count if it continued as it began: `count × length ÷ elapsed`, in whole units and to
 * three significant digits. It is a guess and must be labelled as one. Null on the first day, when a guess
 * says nothing, and if nothing has been counted. Times in ms.
 */
export function projected(count: string, elapsedMs: number, lengthMs: number): string | null {
  if (elapsedMs < 86_400_000 || elapsedMs >= lengthMs) return null;
  const ticks = parseDecimal(count);
  if (ticks <= 0n) return null;
  const units = divideRounded(ticks * BigInt(lengthMs), BigInt(elapsedMs) * oneInTicks, "half_up");
  const step = 10n ** BigInt(Math.max(0, units.toString().length - 3));
  const whole = divideRounded(units, step, "half_up") * step * oneInTicks;
  // Rounding must not take it below the present count.
  if (whole < ticks) return printDecimal(ticks);
  return printDecimal(whole);
}
