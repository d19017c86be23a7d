import { ArrowDown, Star, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TaxNote } from "@/components/billing/price-tax";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Money } from "@/components/ui/money";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { ComparedPlan } from "@/lib/domain/pricing/compare-plans";
import { formatMoney } from "@/lib/i18n/format";
import { PriceCard } from "./price-card";
import { calculationId } from "./shown-estimate";
import { useUnfitWords } from "./use-unfit-words";

type Props = {
  /** What `comparePlans` has found. */
  plans: readonly ComparedPlan[];
  interval: PaidInterval;
  /** The plan that the reader has, to say the difference. */
  presentPlanKey: string | null;
  /** The plan whose calculation is shown. */
  shownPlanKey: string | null;
  onShow: (planKey: string) => void;
  /** What else can be done with a plan. */
  actionOf?: (plan: ComparedPlan) => ReactNode;
};

/** All plans at the same quantities: columns on a desktop, one below the other on a phone. */
export function PlanComparison(props: Props) {
  const { plans, interval, presentPlanKey, shownPlanKey, onShow, actionOf } = props;
  const t = useTranslations("pricing.compare");
  const present = plans.find(({ planKey }) => planKey === presentPlanKey) ?? null;
  return (
    <div className="grid gap-x-4 gap-y-5 md:grid-cols-2 xl:grid-cols-4">
      {plans.map((plan) => {
        const { planKey, definition } = plan;
        const isShown = planKey === shownPlanKey && plan.estimate !== null;
        return (
          <PriceCard
            key={planKey}
            definition={definition}
            interval={interval}
            isChosen={isShown}
            marks={
              (plan === present || plan.isCheapest) && <Marks plan={plan} isPresent={plan === present} />
            }
            actions={
              <>
                {actionOf?.(plan)}
                <Button
                  block
                  size="sm"
                  variant="quiet"
                  aria-pressed={isShown}
                  disabled={plan.estimate === null}
                  icon={isShown ? <ArrowDown aria-hidden="true" /> : undefined}
                  onClick={() => {
                    onShow(planKey);
                    document.getElementById(calculationId)?.scrollIntoView({ block: "nearest" });
                  }}
                >
                  {t(isShown ? "shown" : "show")}
                </Button>
              </>
            }
          >
            <Price plan={plan} present={present} interval={interval} />
          </PriceCard>
        );
      })}
    </div>
  );
}

function Marks({ plan, isPresent }: { plan: ComparedPlan; isPresent: boolean }) {
  const t = useTranslations("pricing.compare");
  return (
    <>
      {isPresent && (
        <Chip tone="info" icon={null}>
          {t("present")}
        </Chip>
      )}
      {plan.isCheapest && (
        <Chip tone="good" icon={<Star aria-hidden="true" />}>
          {t("cheapest")}
        </Chip>
      )}
    </>
  );
}

const taxesIn = ({ estimate }: ComparedPlan): number =>
  (estimate?.monthly.taxes.length ?? 0) + (estimate?.yearly?.taxes.length ?? 0);

type PriceProps = { plan: ComparedPlan; present: ComparedPlan | null; interval: PaidInterval };

function Price({ plan, present, interval }: PriceProps) {
  const t = useTranslations("pricing.compare");
  const unfitWords = useUnfitWords();
  const { comparedMinor, definition, unfit } = plan;
  return (
    <>
      {comparedMinor !== null && (
        <p>
          <Money
            minor={comparedMinor}
            currency={definition.currency}
            className="font-semibold text-2xl tracking-tight"
          />{" "}
          <span className="text-ink-quiet">{t(`per.${interval}`)}</span>{" "}
          {comparedMinor > 0n && <TaxNote hasTaxes={taxesIn(plan) > 0} />}
        </p>
      )}
      <Difference plan={plan} present={present} />
      {unfit.length > 0 && (
        <div className="mt-2 flex gap-2 text-sm text-warn">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <div>
            <p className="font-medium">{t("doesNotFit")}</p>
            <ul>
              {unfit.map((one) => (
                <li key={unfitWords(one)}>{unfitWords(one)}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </>
  );
}

/** Against the present plan at the same quantities. */
function Difference({ plan, present }: Omit<PriceProps, "interval">) {
  const t = useTranslations("pricing.compare");
  const locale = useLocale();
  if (!present || plan === present || plan.comparedMinor === null || present.comparedMinor === null)
    return null;
  const difference = plan.comparedMinor - present.comparedMinor;
  const amount = formatMoney(difference < 0n ? -difference : difference, plan.definition.currency, locale);
  const kind = difference === 0n ? "same" : difference < 0n ? "less" : "more";
  return <p className="figures mt-1 text-ink-soft text-sm">{t(kind, { amount })}</p>;
}
