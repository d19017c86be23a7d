import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { TaxNote, useWithTax } from "@/components/billing/price-tax";
import { Chip } from "@/components/ui/chip";
import { cx } from "@/components/ui/cx";
import { Money } from "@/components/ui/money";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { PlanOption } from "@/lib/features/billing/dashboard/plan-options";
import { formatMoney } from "@/lib/i18n/format";
import { PlanIncludes } from "./plan-includes";

type Props = {
  option: PlanOption;
  /** The present plan, to compare with; null if it is not on sale any more. */
  current: PlanOption | null;
  /** The plan is smaller than the present one, so the card lists what it does not have. */
  isSmaller: boolean;
  interval: PaidInterval;
  /** The plan's state in one word: current, reserved, ordered. */
  mark: string | null;
  /** Below the price: its trial, or why it has none. */
  trial: ReactNode;
  /** What choosing it means, in one sentence. */
  meaning: string | null;
  /** The button, or the text in its place. */
  children: ReactNode;
};

/** One plan of the choice. Its four rows are lined up with those of its neighbours. */
export function PlanCard({ option, current, isSmaller, interval, mark, trial, meaning, children }: Props) {
  const locale = useLocale();
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cx(
        "row-span-4 grid grid-rows-subgrid gap-0 rounded-lg border bg-surface p-5 shadow-card",
        option.isCurrentPlan && "border-action outline-1 outline-action",
      )}
    >
      <div>
        <div className="flex min-h-7 flex-wrap items-center justify-between gap-2">
          <h2 id={id} className="font-semibold text-lg">
            {option.name[locale]}
          </h2>
          {mark && (
            <Chip tone={option.isCurrentPlan ? "info" : "neutral"} icon={null}>
              {mark}
            </Chip>
          )}
        </div>
        <p className="mt-1 text-ink-soft text-sm">{option.summary[locale]}</p>
      </div>
      <div>
        <Price option={option} interval={interval} />
        {trial}
      </div>
      <div className="mt-4">
        {children}
        {meaning && <p className="mt-2 text-ink-quiet text-sm">{meaning}</p>}
      </div>
      <PlanIncludes option={option} current={current} interval={interval} isSmaller={isSmaller} />
    </section>
  );
}

function Price({ option, interval }: { option: PlanOption; interval: PaidInterval }) {
  const t = useTranslations("plans");
  const locale = useLocale();
  const withTax = useWithTax();
  const offer = option.offers[interval];
  if (!option.isFree && !offer)
    return <p className="mt-4 text-ink-quiet">{t(`notForInterval.${interval}`)}</p>;
  if (option.isFree || !offer)
    return (
      <p className="mt-4">
        <Money minor="0" currency={option.currency} className="font-semibold text-2xl tracking-tight" />{" "}
        <span className="block text-ink-quiet text-sm">{t("free")}</span>
      </p>
    );
  const amount = BigInt(offer.amountMinor);
  const aMonth = interval === "year" && amount % 12n === 0n ? amount / 12n : null;
  return (
    <p className="mt-4">
      <Money
        minor={offer.amountMinor}
        currency={option.currency}
        className="font-semibold text-2xl tracking-tight"
      />{" "}
      <span className="text-ink-quiet">{interval === "month" ? t("perMonth") : t("perYear")}</span>{" "}
      <TaxNote />
      {aMonth !== null && (
        <span className="figures block text-ink-quiet text-sm">
          {t("perMonthOfYear", { amount: withTax(formatMoney(aMonth, option.currency, locale)) })}
        </span>
      )}
    </p>
  );
}
