"use client";

import { useLocale, useTranslations } from "next-intl";
import { useBillingActions } from "@/components/billing/billing-actions";
import { sentenceDate } from "@/components/billing/sentence-date";
import { useDoneToast } from "@/components/billing/use-done-toast";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAction } from "@/components/patterns/use-action";
import { DateText } from "@/components/ui/date-text";
import { linkLook } from "@/components/ui/text-link";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import type { ReservationView } from "@/lib/features/license/views/license-view";

type Props = { dashboard: BillingDashboard; reservation: ReservationView };

/** "License to be updated next month": plan, date and cancel link, at the bottom of the license card (DASH-20). */
export function ReservationLine({ dashboard, reservation }: Props) {
  const t = useTranslations("billing.license");
  const locale = useLocale();
  const { license, tenant, may } = dashboard;
  const label = license.interval === "year" ? t("nextPeriod") : t("nextMonth");
  return (
    <div id="reservation" className="flex scroll-mt-32 flex-wrap items-baseline gap-x-4 gap-y-1">
      <dl className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5">
        <dt className="text-ink-quiet">{label}</dt>
        <dd>
          <strong className="font-semibold">{reservation.planName[locale]}</strong>{" "}
          <span className="text-ink-quiet">({t(`intervals.${reservation.interval}`)})</span>{" "}
          {t.rich("fromDateRich", {
            date: () => (
              <DateText
                at={reservation.effectiveAt}
                timeZone={tenant.timeZone}
                format={locale === "ja" ? "long" : "date"}
              />
            ),
          })}
        </dd>
      </dl>
      {reservation.state === "reserved" && may.changeLicense && (
        <CancelReservation dashboard={dashboard} reservation={reservation} />
      )}
    </div>
  );
}

function CancelReservation({ dashboard, reservation }: Props) {
  const t = useTranslations("billing");
  const locale = useLocale();
  const actions = useBillingActions();
  const runAction = useFormAction();
  const done = useDoneToast();
  const { license, tenant } = dashboard;
  return (
    <ConfirmDialog
      trigger={
        <button type="button" className={linkLook("min-h-6 py-0.5")}>
          {t("license.cancelReservation")}
        </button>
      }
      title={t("cancelReservation.title", { plan: reservation.planName[locale] })}
      confirmLabel={t("cancelReservation.submit")}
      cancelLabel={t("cancelReservation.keep")}
      onConfirm={() =>
        runAction(
          () => actions.cancelReservation({ reservationId: reservation.id }),
          ({ confirmed }) => done(t("cancelReservation.done"), confirmed),
        )
      }
    >
      {t("cancelReservation.body", {
        current: license.planName[locale],
        date: sentenceDate(reservation.effectiveAt, tenant.timeZone, locale),
      })}
    </ConfirmDialog>
  );
}
