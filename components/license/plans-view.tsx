"use client";

import { Check } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { WantedChange } from "@/components/billing/billing-actions";
import { type Block, blockOf } from "@/components/billing/block";
import { BlockBanner } from "@/components/billing/block-banner";
import { useWithTax } from "@/components/billing/price-tax";
import { sentenceDate, sentenceDay } from "@/components/billing/sentence-date";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import type { PlanOption, PlanOptions } from "@/lib/features/billing/dashboard/plan-options";
import { formatMoney, formatPercent } from "@/lib/i18n/format";
import { CancelLicenseSheet } from "./cancel-license-sheet";
import { PlanCard } from "./plan-card";
import { yearlySavingPercent } from "./plan-difference";

/** Readers who cannot change anything get no buttons. */
const nothingToPress: Block[] = ["not_allowed", "sales_led", "stripe_off"];

type Props = {
  dashboard: BillingDashboard;
  options: PlanOptions;
  interval: PaidInterval;
  onIntervalChange: (interval: PaidInterval) => void;
  onChoose: (wanted: WantedChange) => void;
  /** After the license was cancelled here. */
  onCancelled: () => void;
};

/** The plans side by side, for one interval. */
export function PlansView(props: Props) {
  const { dashboard, options, interval, onIntervalChange } = props;
  const t = useTranslations("plans");
  const locale = useLocale();
  const withTax = useWithTax();
  const block = blockOf(dashboard);
  const saving = yearlySavingPercent(options.plans);
  const currentIndex = options.plans.findIndex((option) => option.isCurrentPlan);
  if (options.plans.length === 0) return <EmptyState title={t("empty")}>{t("emptyBody")}</EmptyState>;
  return (
    <div className="grid gap-5">
      {block && <BlockBanner block={block} dashboard={dashboard} />}
      <SegmentedControl
        label={t("interval")}
        value={interval}
        onValueChange={onIntervalChange}
        className="justify-self-start"
        options={[
          { value: "month", label: t("monthly") },
          {
            value: "year",
            label: t("yearly"),
            note: saving > 0 && t("saves", { percent: formatPercent(saving / 100, locale, 0) }),
          },
        ]}
      />
      <div className="grid gap-x-4 gap-y-5 md:grid-cols-2 xl:grid-cols-4">
        {options.plans.map((option, index) => (
          <PlanCard
            key={option.planKey}
            option={option}
            current={options.plans[currentIndex] ?? null}
            isSmaller={index < currentIndex}
            interval={interval}
            mark={markOf(option)}
            trial={<TrialNote option={option} interval={interval} isFree={dashboard.license.isFree} />}
            meaning={block === null ? meaningOf(option) : null}
          >
            {!(block && nothingToPress.includes(block)) && (
              <Choice {...props} option={option} isBlocked={block !== null} />
            )}
          </PlanCard>
        ))}
      </div>
    </div>
  );

  function markOf(option: PlanOption): string | null {
    if (option.isCurrentPlan) return t("current");
    if (dashboard.reservation?.planName.en === option.name.en) return t("reserved");
    if (dashboard.order?.planName.en === option.name.en) return t("ordered");
    return null;
  }

  function meaningOf(option: PlanOption): string | null {
    const { license, tenant } = dashboard;
    const date = license.periodEnd ? sentenceDate(license.periodEnd, tenant.timeZone, locale) : "";
    if (option.isFree)
      return license.isFree ? null : t("kinds.free", { plan: license.planName[locale], date });
    if (isHeld(option, options, interval)) {
      const { price } = license;
      const isDifferent = price && price.amountMinor !== option.offers[interval]?.amountMinor;
      return isDifferent
        ? t("kinds.kept", { amount: withTax(formatMoney(price.amountMinor, price.currency, locale)) })
        : null;
    }
    const kind = option.offers[interval]?.kind;
    const { trial } = option;
    if (kind === "purchase" && trial && "days" in trial)
      return t("kinds.trial", { date: sentenceDay(trial.firstPaidOn, locale) });
    if (kind === "upgrade" && license.trialEnd)
      return t(trial && "days" in trial ? "kinds.inTrial" : "kinds.outOfTrial");
    return kind && kind !== "same" ? t(`kinds.${kind}`, { date }) : null;
  }
}

/** Only for those who come from Free: what a change does to a running trial is said where it is chosen. */
function TrialNote({
  option,
  interval,
  isFree,
}: {
  option: PlanOption;
  interval: PaidInterval;
  isFree: boolean;
}) {
  const t = useTranslations("plans.trial");
  const { trial } = option;
  if (!trial || !isFree || !option.offers[interval]) return null;
  if ("days" in trial)
    return (
      <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1">
        <Chip tone="good" icon={null}>
          {t("free", { days: trial.days })}
        </Chip>
        <span className="text-ink-quiet text-sm">{t("then")}</span>
      </p>
    );
  return trial.refused === "ends_now" ? null : (
    <p className="mt-2 text-ink-quiet text-sm">{t(trial.refused)}</p>
  );
}

/** The license held now, perhaps in an older version than is sold: who holds one keeps it. */
const isHeld = (option: PlanOption, options: PlanOptions, interval: PaidInterval) =>
  option.isCurrentPlan && options.currentInterval === interval;

function Choice(props: Props & { option: PlanOption; isBlocked: boolean }) {
  const { option, dashboard, interval, isBlocked, onChoose, onCancelled } = props;
  const t = useTranslations("plans.buttons");
  const words = useTranslations("plans");
  const locale = useLocale();
  if (option.isFree && !dashboard.license.isFree)
    return isBlocked ? (
      <Button block disabled>
        {t("free")}
      </Button>
    ) : (
      <CancelLicenseSheet dashboard={dashboard} onDone={onCancelled} block />
    );
  const offer = option.offers[interval];
  const isHere = option.isFree || isHeld(option, props.options, interval);
  if (!isHere && !offer) return null;
  if (isHere && offer && option.hasQuantities)
    return (
      <Button block disabled={isBlocked} onClick={() => onChoose({ planKey: option.planKey, interval })}>
        {t("quantities")}
      </Button>
    );
  if (isHere || offer?.kind === "same" || !offer)
    return <Held>{option.isFree ? t("freeNow") : t("same")}</Held>;
  const name = option.name[locale];
  const plan = option.isCurrentPlan
    ? words("withInterval", { plan: name, interval: words(interval === "month" ? "monthly" : "yearly") })
    : name;
  const isTrial = offer.kind === "purchase" && option.trial !== null && "days" in option.trial;
  return (
    <Button
      block
      variant={offer.kind === "downgrade" ? "secondary" : "primary"}
      disabled={isBlocked}
      onClick={() => onChoose({ planKey: option.planKey, interval })}
    >
      {t(isTrial ? "trial" : offer.kind, { plan })}
    </Button>
  );
}

/** The text in place of the button, with the button's height. */
function Held({ children }: { children: string }) {
  return (
    <p className="flex min-h-9 items-center justify-center gap-2 font-medium text-action pointer-coarse:min-h-11">
      <Check aria-hidden="true" className="size-4" />
      {children}
    </p>
  );
}
