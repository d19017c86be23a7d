import { ArrowDown, ArrowUp, Check, Minus, Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AllPricesTax, useWithTax } from "@/components/billing/price-tax";
import { cx } from "@/components/ui/cx";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { PlanOption } from "@/lib/features/billing/dashboard/plan-options";
import { formatNumber, formatUnitPrice } from "@/lib/i18n/format";
import { chargeSentences } from "@/lib/i18n/pricing";
import { type Compared, differenceBetween } from "./plan-difference";

type Props = {
  option: PlanOption;
  current: PlanOption | null;
  interval: PaidInterval;
  isSmaller: boolean;
};

/**
 * What a plan includes in words, what excess costs, and what differs from the present plan. What is missing is told of
 * smaller plans only: in a larger one it has been replaced by something better.
 */
export function PlanIncludes({ option, current, interval, isSmaller }: Props) {
  const t = useTranslations("plans");
  const locale = useLocale();
  const { limits, features, lost } = differenceBetween(option, option.isCurrentPlan ? null : current);
  const { monthlyActiveUsers, registeredRps, registeredUsers } = option.limits;
  const counted = (maximum: number) => ({ maximum: formatNumber(maximum, locale) });
  return (
    <div className="mt-5 border-t pt-4">
      <h3 className="sr-only">{t("includes")}</h3>
      <ul className="grid gap-2 text-sm">
        {!option.isFree && (
          <Item compared={limits.monthlyActiveUsers}>
            {monthlyActiveUsers === null
              ? t("included.mauUnlimited")
              : t("included.mau", counted(monthlyActiveUsers))}
          </Item>
        )}
        <Item compared={limits.registeredRps}>
          {registeredRps === null
            ? t("included.rpsUnlimited")
            : t("included.rps", { maximum: registeredRps })}
        </Item>
        <Item compared={limits.registeredUsers}>
          {registeredUsers === null
            ? t("included.usersUnlimited")
            : t("included.users", { maximum: registeredUsers })}
        </Item>
        {features.map(({ text, isNew }) => (
          <Item key={text.en} compared={isNew ? "new" : "same"}>
            {text[locale]}
          </Item>
        ))}
        {(isSmaller ? lost : []).map((text) => (
          <li key={text.en} className="flex gap-2 text-ink-quiet">
            <Minus aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
            <span>{t("gone", { feature: text[locale] })}</span>
          </li>
        ))}
      </ul>
      <div className="mt-4 grid gap-1 text-ink-soft text-sm">
        {option.isFree ? <p>{t("freeLimit")}</p> : <Charges option={option} interval={interval} />}
      </div>
    </div>
  );
}

/** What more than the price may be charged, in sentences. */
function Charges({ option, interval }: { option: PlanOption; interval: PaidInterval }) {
  const t = useTranslations("plans");
  const locale = useLocale();
  const maximum = option.limits.monthlyActiveUsers;
  const sentences = chargeSentences(option.definition, interval, locale);
  const withTax = useWithTax();
  if (sentences.length === 0) return <p>{t("noExcess")}</p>;
  // Active users alone are said in the words of the dashboard.
  if (sentences.length === 1 && option.excessMauUnitAmountMinor && maximum !== null)
    return (
      <p>
        {t("excess", {
          maximum: formatNumber(maximum, locale),
          price: withTax(formatUnitPrice(option.excessMauUnitAmountMinor, option.currency, locale)),
        })}
      </p>
    );
  return (
    <>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <AllPricesTax />
    </>
  );
}

const looks = {
  same: { Icon: Check, ink: "text-ink-quiet" },
  more: { Icon: ArrowUp, ink: "text-good" },
  new: { Icon: Plus, ink: "text-good" },
  less: { Icon: ArrowDown, ink: "text-warn" },
} as const;

function Item({ compared, children }: { compared: Compared | "new"; children: ReactNode }) {
  const t = useTranslations("plans.compared");
  const { Icon, ink } = looks[compared];
  return (
    <li className="flex gap-2">
      <Icon aria-hidden="true" className={cx("mt-0.5 size-4 shrink-0", ink)} />
      <span className={cx(compared !== "same" && "font-medium")}>
        {children}
        {compared !== "same" && <VisuallyHidden> ({t(compared)})</VisuallyHidden>}
      </span>
    </li>
  );
}
