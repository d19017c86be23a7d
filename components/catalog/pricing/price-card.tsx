import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { AllPricesTax } from "@/components/billing/price-tax";
import { Chip } from "@/components/ui/chip";
import { cx } from "@/components/ui/cx";
import { isFreePlan, type PaidInterval, type PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Locale } from "@/lib/i18n/locales";
import { planSentences } from "@/lib/i18n/pricing";

type Props = {
  definition: PlanDefinition;
  interval: PaidInterval;
  /** Below the name: what the plan is to the reader. */
  marks?: ReactNode;
  isChosen?: boolean;
  /** Between the name and the price: the total, and what is to be said about it. */
  children?: ReactNode;
  /** At the foot. */
  actions?: ReactNode;
};

/** A plan with its price in sentences. Its rows are lined up with those of its neighbours. */
export function PriceCard({ definition, interval, marks, isChosen, children, actions }: Props) {
  const locale = useLocale();
  const t = useTranslations("plans.trial");
  const { trialDays = 0 } = definition;
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cx(
        "row-span-4 grid grid-rows-subgrid gap-0 rounded-lg border bg-surface p-5 shadow-card",
        isChosen && "border-action outline-1 outline-action",
      )}
    >
      <div>
        <h3 id={id} className="font-semibold text-lg [overflow-wrap:anywhere]">
          {definition.name[locale]}
        </h3>
        {definition.summary[locale] && (
          <p className="mt-1 text-ink-soft text-sm">{definition.summary[locale]}</p>
        )}
        {(marks || trialDays > 0) && (
          <div className="mt-2 flex flex-wrap gap-1.5">
            {marks}
            {trialDays > 0 && (
              <Chip tone="good" icon={null}>
                {t("free", { days: trialDays })}
              </Chip>
            )}
          </div>
        )}
      </div>
      <div className="mt-4">{children}</div>
      <div className="mt-4 border-t pt-4">
        <ul className="grid content-start gap-1.5 text-sm">
          {planSentences(definition, interval, locale).map((sentence) => (
            <li key={sentence} className="figures">
              {keepingFigures(sentence, locale)}
            </li>
          ))}
        </ul>
        {!isFreePlan(definition) && <AllPricesTax />}
      </div>
      <div className="mt-4 grid content-end gap-2">{actions}</div>
    </section>
  );
}

/**
 * A figure and what it counts stay on one line. Japanese has spaces only within foreign words ("Enterprise MAU"), where
 * a break would stand in the middle of a phrase.
 */
const keepingFigures = (sentence: string, locale: Locale) =>
  sentence.replace(locale === "ja" ? / /g : /(?<=\d) (?=\S)/g, "\u00a0");
