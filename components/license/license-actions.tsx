import { useTranslations } from "next-intl";
import { useBillingActions } from "@/components/billing/billing-actions";
import { asksToAct } from "@/components/billing/notices";
import { LinkButton } from "@/components/ui/link-button";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { CancelLicenseSheet } from "./cancel-license-sheet";
import { ResumeButton } from "./resume-button";

/** Purchase on Free; update and cancel, or resume, on a paid license. Nothing for readers who may not. */
export function LicenseActions({ dashboard }: { dashboard: BillingDashboard }) {
  const t = useTranslations("billing.license");
  const { plansHref } = useBillingActions();
  const { license, may } = dashboard;
  if (!may.changeLicense || !dashboard.stripeIntegration) return null;
  // One main action a page: what a notice asks for comes first.
  const asked = asksToAct(dashboard);
  if (license.isFree) {
    // Without a payment account the main action is to create it, so this button is secondary.
    const variant = dashboard.paymentAccountExists && !asked ? "primary" : "secondary";
    return (
      <div className="mt-5">
        <LinkButton href={plansHref} variant={variant}>
          {t("purchase")}
        </LinkButton>
      </div>
    );
  }
  const isStopped = license.state === "renewal_stopped";
  return (
    <div className="mt-5 flex flex-wrap gap-2">
      {isStopped && <ResumeButton />}
      <LinkButton href={plansHref} variant={isStopped || asked ? "secondary" : "primary"}>
        {t("update")}
      </LinkButton>
      {!isStopped && <CancelLicenseSheet dashboard={dashboard} />}
    </div>
  );
}
