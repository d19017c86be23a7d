import { plainText, plainTicks } from "@/components/patterns/bar-heights";
import { divideRounded } from "@/lib/domain/money/rounding";
import type { UnitUsage } from "@/lib/features/billing/usage/unit-usage";
import type { Locale } from "@/lib/i18n/locales";
import { priceWords } from "@/lib/i18n/pricing/words";

/** How the counts of a unit are written for people. */
export type ShownCount = {
  /** A recorded count in the unit that people know: bytes become GB, with at most three decimals. */
  convert: (recorded: string) => string;
  label: string;
  /** A converted count with its unit. */
  counted: (shown: string) => string;
};

const oneInTicks = 10n ** 12n;
const thousandth = 10n ** 9n;

/** In the unit of the price where the prices convert what is recorded, all in the same way; otherwise as recorded. */
export function shownCount(
  { prices, unitLabel }: Pick<UnitUsage, "prices" | "unitLabel">,
  locale: Locale,
): ShownCount {
  const [first] = prices;
  const words = priceWords(first?.currency ?? "USD", locale);
  const named = (unit: typeof unitLabel) => ({
    label: unit[locale],
    counted: (shown: string) => words.counted(shown, unit),
  });
  const isSame = prices.every(
    ({ scale, unit }) => scale?.divideBy === first?.scale?.divideBy && unit.en === first?.unit.en,
  );
  if (!first?.scale || !isSame) return { ...named(unitLabel), convert: (recorded) => recorded };
  const divideBy = plainTicks(first.scale.divideBy);
  return {
    ...named(first.unit),
    convert: (recorded) => {
      const ticks = divideRounded(plainTicks(recorded) * oneInTicks, divideBy * thousandth, "half_up");
      return plainText(ticks * thousandth);
    },
  };
}
