import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { LicenseActions } from "./license-actions";
import { LicenseFacts } from "./license-facts";
import { LicenseStandingChip } from "./license-standing-chip";
import { MauPanel } from "./mau-panel";
import { ReservationLine } from "./reservation-line";

/** The license: what is held, until when, how much of it is used, and what can be done with it. */
export function LicenseCard({ dashboard }: { dashboard: BillingDashboard }) {
  const t = useTranslations("billing.license");
  const { standing, reservation } = dashboard;
  return (
    <Card
      id="license"
      className="scroll-mt-32"
      title={t("title")}
      emphasis="lead"
      actions={<LicenseStandingChip standing={standing} />}
      footer={reservation && <ReservationLine dashboard={dashboard} reservation={reservation} />}
    >
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div>
          <LicenseFacts dashboard={dashboard} />
          <LicenseActions dashboard={dashboard} />
        </div>
        <MauPanel dashboard={dashboard} />
      </div>
    </Card>
  );
}
