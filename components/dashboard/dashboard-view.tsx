import { AccountCard } from "@/components/billing/account-card";
import { AdministratorCard } from "@/components/billing/administrator-card";
import { NoticeBanner } from "@/components/billing/notice-banner";
import type { Notice } from "@/components/billing/notices";
import { ContractCard, type TenantContract } from "@/components/license/contracts/contract-card";
import { ContractNotices } from "@/components/license/contracts/contract-notices";
import { LicenseCard } from "@/components/license/license-card";
import { DetailsCard } from "@/components/payers/billing-details/details-card";
import { DetailsNotices } from "@/components/payers/billing-details/details-notices";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";

type Props = { dashboard: BillingDashboard; notices: Notice[]; contract: TenantContract | null };

/** The billing dashboard below its head: what matters first, then the cards in the order of docs/requirements/billing-dashboard.md. */
export function DashboardView({ dashboard, notices, contract }: Props) {
  const { may, tenant } = dashboard;
  const details = dashboard.billingDetailsState;
  // The card of the contract says by name who looks after the license.
  const told = contract ? notices.filter(({ kind }) => kind !== "sales_led") : notices;
  return (
    <div className="grid gap-5">
      {contract && <ContractNotices contracts={contract.contracts} />}
      {told.length > 0 && (
        <div className="grid gap-2.5">
          {told.map((notice) => (
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
      {contract && <ContractCard {...contract} />}
      {details && (
        <DetailsCard details={dashboard.billingDetails} state={details} timeZone={tenant.timeZone} />
      )}
    </div>
  );
}
