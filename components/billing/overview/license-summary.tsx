import { useLocale, useTranslations } from "next-intl";
import { TaxNote } from "@/components/billing/price-tax";
import { DateText } from "@/components/ui/date-text";
import { Money } from "@/components/ui/money";
import type { LicenseView, ReservationView } from "@/lib/features/license/views/license-view";

type LicenseSummaryProps = { license: LicenseView; reservation: ReservationView | null; timeZone: string };

/** The license, its end, what follows and what it costs. To be read only. */
export function LicenseSummary({ license, reservation, timeZone }: LicenseSummaryProps) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const { periodEnd, state, price, interval } = license;
  const date = () => periodEnd && <DateText at={periodEnd} timeZone={timeZone} format="long" />;
  const lastDay = () => periodEnd && <DateText at={periodEnd} timeZone={timeZone} format="long" edge="end" />;
  function term() {
    if (periodEnd === null) return t("free");
    if (state === "renewal_stopped") return t.rich("ends", { date: lastDay });
    if (state === "trial")
      return reservation
        ? t.rich("trialAs", { date, plan: reservation.planName[locale] })
        : t.rich("trial", { date });
    if (reservation) return t.rich("renewsAs", { date, plan: reservation.planName[locale] });
    return t.rich("renews", { date });
  }
  return (
    <div>
      <p className="font-semibold text-2xl tracking-tight">{license.planName[locale]}</p>
      <p className="figures mt-1 text-ink-soft">{term()}</p>
      {price && interval && (
        <p className="mt-3 text-ink-quiet">
          {t.rich(`intervals.${interval}`, {
            amount: () => (
              <Money minor={price.amountMinor} currency={price.currency} className="font-medium text-ink" />
            ),
          })}{" "}
          <TaxNote />
        </p>
      )}
    </div>
  );
}
