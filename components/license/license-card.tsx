import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import type { Tone } from "@/components/ui/tone";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import type { LicenseView } from "@/lib/features/license/views/license-view";
import { LicenseActions } from "./license-actions";
import { LicenseFacts } from "./license-facts";
import { MauPanel } from "./mau-panel";
import { ReservationLine } from "./reservation-line";

const tones: Record<LicenseView["state"], Tone> = {
  active: "good",
  trial: "info",
  renewal_stopped: "warn",
  payment_failed: "bad",
  authentication_needed: "warn",
  overdue: "bad",
};

/** The license: what is held, until when, how much of it is used, and what can be done with it. */
export function LicenseCard({ dashboard }: { dashboard: BillingDashboard }) {
  const t = useTranslations("billing.license");
  const { license, reservation } = dashboard;
  const chip = license.isFree ? (
    <Chip>{t("states.free")}</Chip>
  ) : (
    <Chip tone={tones[license.state]}>{t(`states.${license.state}`)}</Chip>
  );
  return (
    <Card
      id="license"
      className="scroll-mt-32"
      title={t("title")}
      emphasis="lead"
      actions={chip}
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
