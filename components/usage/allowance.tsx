import { useLocale, useTranslations } from "next-intl";
import { plainText, plainTicks } from "@/components/patterns/bar-heights";
import { cx } from "@/components/ui/cx";
import { shareInPercent } from "@/components/ui/meter";
import type { UsagePrice } from "@/lib/features/billing/usage/prices-of-usage";
import { priceWords } from "@/lib/i18n/pricing/words";
import { threePlaces } from "./three-places";

type AllowanceProps = {
  price: UsagePrice;
  /** Several plans were held in the month: the row says which one it is of. */
  isNamed: boolean;
  /** True for a past month, whose numbers are final. */
  isOver: boolean;
};

/** What a version includes and how much of that is used. What the rest costs stands in the bill. */
export function Allowance({ price, isNamed, isOver }: AllowanceProps) {
  const t = useTranslations("usage.allowance");
  const locale = useLocale();
  const { counted, number } = priceWords(price.currency, locale);
  const used = counted(price.used, price.unit);
  const isBeyond = price.beyond !== "0";
  const beyond = { beyond: counted(threePlaces(price.beyond), price.unit) };
  return (
    <div className="figures mt-3 text-sm">
      {isNamed && (
        <p className="font-medium">{t("name", { plan: price.planName[locale], name: price.name[locale] })}</p>
      )}
      {price.allowance === null ? (
        <p>{t("unlimited", { used })}</p>
      ) : (
        <>
          <AllowanceBar price={price} />
          <p className="mt-1.5">
            {t("of", {
              used: price.scale ? used : number(price.used),
              allowance: counted(threePlaces(price.allowance), price.unit),
            })}
          </p>
          {isBeyond ? (
            <p className="font-medium text-bad">{t(price.isLimit ? "beyondLimit" : "beyond", beyond)}</p>
          ) : (
            <p className="text-ink-quiet">
              {t(isOver ? "wasLeft" : "left", { left: counted(threePlaces(left(price)), price.unit) })}
            </p>
          )}
        </>
      )}
    </div>
  );
}

function left({ used, allowance }: UsagePrice): string {
  const rest = plainTicks(allowance ?? "0") - plainTicks(used);
  return plainText(rest);
}

function AllowanceBar({ price }: { price: UsagePrice }) {
  const t = useTranslations("usage.allowance");
  const locale = useLocale();
  const { counted } = priceWords(price.currency, locale);
  const percent = shareInPercent(plainTicks(price.used), plainTicks(price.allowance ?? "0"));
  const isBeyond = price.beyond !== "0";
  return (
    // biome-ignore lint/a11y/useSemanticElements: <meter> cannot be styled alike in all browsers.
    <div
      role="meter"
      aria-label={t("label", { name: price.name[locale] })}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.min(percent, 100)}
      aria-valuetext={t("of", {
        used: counted(price.used, price.unit),
        allowance: counted(threePlaces(price.allowance ?? "0"), price.unit),
      })}
      className="h-2 w-full overflow-hidden rounded-full bg-wash outline-1 outline-line -outline-offset-1"
    >
      <div
        className={cx(
          "h-full min-w-0.5 rounded-full",
          isBeyond ? "bg-bad-bar" : percent >= 90 ? "bg-warn-bar" : "bg-action-fill",
          percent === 0 && "hidden",
        )}
        style={{ width: `${Math.min(percent, 100)}%` }}
      />
    </div>
  );
}

/** Of each component the version that is held last. The bill has them all. */
export function lastHeld(prices: readonly UsagePrice[]): UsagePrice[] {
  return [...new Map(prices.map((price) => [price.component, price])).values()];
}
