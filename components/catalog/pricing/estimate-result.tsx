import { useTranslations } from "next-intl";
import { Money } from "@/components/ui/money";
import type { Estimate } from "@/lib/domain/pricing/estimate";
import { ItemisedInvoice } from "./itemised-invoice";

/** The invoices of an estimate: one a month, or for a yearly license one a year and the usage by the month. */
export function EstimateResult({ estimate }: { estimate: Estimate }) {
  const t = useTranslations("pricing.invoice");
  const { interval, monthly, yearly } = estimate;
  if (yearly === null)
    return <ItemisedInvoice invoice={monthly} interval={interval} totalLabel={t("totalMonth")} />;
  return (
    <div className="grid gap-6">
      <ItemisedInvoice
        invoice={yearly}
        interval={interval}
        caption={t("captionYear")}
        totalLabel={t("totalYear")}
      />
      {monthly.lines.length > 0 && (
        <ItemisedInvoice
          invoice={monthly}
          interval={interval}
          caption={t("captionUsage")}
          totalLabel={t("totalUsage")}
        />
      )}
      <p className="flex justify-between gap-4 border-t pt-3 text-ink-soft">
        <span>{t("firstYear")}</span>
        <Money
          minor={estimate.firstYearMinor}
          currency={monthly.currency}
          className="font-semibold text-ink"
        />
      </p>
    </div>
  );
}
