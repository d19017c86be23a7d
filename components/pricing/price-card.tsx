import { useLocale } from "next-intl";
import { type ReactNode, useId } from "react";
import { cx } from "@/components/ui/cx";
import type { PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import { planSentences } from "@/lib/i18n/pricing";

type Props = {
  definition: PlanDefinition;
  interval: PaidInterval;
  /** Beside the name: what the plan is to the reader. */
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
        <div className="flex min-h-7 flex-wrap items-center gap-2">
          <h3 id={id} className="mr-auto font-semibold text-lg [overflow-wrap:anywhere]">
            {definition.name[locale]}
          </h3>
          {marks}
        </div>
        {definition.summary[locale] && (
          <p className="mt-1 text-ink-soft text-sm">{definition.summary[locale]}</p>
        )}
      </div>
      <div className="mt-4">{children}</div>
      <ul className="mt-4 grid content-start gap-1.5 border-t pt-4 text-sm">
        {planSentences(definition, interval, locale).map((sentence) => (
          <li key={sentence} className="figures">
            {sentence}
          </li>
        ))}
      </ul>
      <div className="mt-4 grid content-end gap-2">{actions}</div>
    </section>
  );
}
