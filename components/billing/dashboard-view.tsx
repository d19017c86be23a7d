import { DetailsCard } from "@/components/billing-details/details-card";
import { DetailsNotices } from "@/components/billing-details/details-notices";
import { LicenseCard } from "@/components/license/license-card";
import type { BillingDashboard } from "@/lib/features/dashboard/billing-dashboard";
import { AccountCard } from "./account-card";
import { AdministratorCard } from "./administrator-card";
import { NoticeBanner } from "./notice-banner";
import type { Notice } from "./notices";

/** The billing dashboard below its head: what matters first, then the cards in the order of the guide (seed 3). */
export function DashboardView({ dashboard, notices }: { dashboard: BillingDashboard; notices: Notice[] }) {
  const { may, tenant } = dashboard;
  const details = dashboard.billingDetailsState;
  return (
    <div className="grid gap-5">
      {notices.length > 0 && (
        <div className="grid gap-2.5">
          {notices.map((notice) => (
            <NoticeBanner
              key={notice.kind}
              notice={notice}
              timeZone={tenant.timeZone}
              forReader={!may.changeLicense}
            />
          ))}
        </div>
      )}
      {details && <DetailsNotices state={details} />}
      <div className="grid gap-5 md:grid-cols-2">
        <AdministratorCard paymentAdministrator={dashboard.paymentAdministrator} may={may} />
        <AccountCard dashboard={dashboard} />
      </div>
      <LicenseCard dashboard={dashboard} />
      {details && (
        <DetailsCard details={dashboard.billingDetails} state={details} timeZone={tenant.timeZone} />
      )}
    </div>
  );
}
