import { useLocale, useTranslations } from "next-intl";
import { useWithTax } from "@/components/billing/price-tax";
import type { MonthCost } from "@/lib/features/billing/usage/month-cost";
import type { UsageOverview } from "@/lib/features/billing/usage/usage-overview";
import { formatMoney } from "@/lib/i18n/format";

/** The month in one number, what it may come to, and what of an ended month is billed. */
export function BillTotal({ usage }: { usage: UsageOverview }) {
  const t = useTranslations("usage.bill");
  const isRunning = usage.month === usage.thisMonth;
  return (
    <div className="grid gap-4">
      {usage.costs.map((cost) => (
        <div key={cost.currency} className="figures">
          {isRunning ? <SoFar cost={cost} /> : <Ended cost={cost} />}
        </div>
      ))}
      {isRunning && (
        <p className="text-ink-quiet text-sm">{t(usage.isTooEarly ? "tooEarly" : "howProjected")}</p>
      )}
    </div>
  );
}

function SoFar({ cost }: { cost: MonthCost }) {
  const t = useTranslations("usage.bill");
  const money = useMoney(cost.currency);
  return (
    <>
      <Figure label={t("soFar")} amount={money(cost.amountMinor)} />
      {cost.projectedMinor !== null && <p>{t("atEnd", { price: money(cost.projectedMinor) })}</p>}
    </>
  );
}

function Ended({ cost }: { cost: MonthCost }) {
  const t = useTranslations("usage.bill");
  const locale = useLocale();
  const money = useMoney(cost.currency);
  const { billed } = cost;
  if (!billed) return <Figure label={t("notBilled")} amount={money(cost.amountMinor)} />;
  return (
    <>
      <Figure label={t("billed")} amount={money(billed.amountMinor)} />
      {billed.toCome.length > 0 && (
        <>
          <p className="mt-2 font-medium">{t("toCome")}</p>
          <ul>
            {billed.toCome.map((line) => (
              <li key={`${line.planName.en} ${line.name.en}`}>
                {t("correction", {
                  plan: line.planName[locale],
                  name: line.name[locale],
                  price: money(line.amountMinor),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function useMoney(currency: string): (minor: string) => string {
  const locale = useLocale();
  const withTax = useWithTax();
  return (minor) => withTax(formatMoney(minor, currency, locale));
}

const Figure = ({ label, amount }: { label: string; amount: string }) => (
  <>
    <p className="text-ink-quiet">{label}</p>
    <p className="font-semibold text-figure tracking-tight">{amount}</p>
  </>
);
