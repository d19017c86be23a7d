import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import { Spinner } from "@/components/ui/spinner";
import { TextLink } from "@/components/ui/text-link";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { CreateAccountSheet } from "./create-account-sheet";
import { PortalButton } from "./portal-button";

export function AccountCard({ dashboard }: { dashboard: BillingDashboard }) {
  const t = useTranslations("billing.account");
  const { paymentAccount: account, may, stripeIntegration } = dashboard;
  const canCreate = may.createPaymentAccount && stripeIntegration && !dashboard.paymentAccountExists;
  const mayOpenPortal = may.openPortal && stripeIntegration;
  const footer = canCreate ? (
    <CreateAccountSheet dashboard={dashboard} />
  ) : account?.stripeCustomerId && (mayOpenPortal || account.dashboardUrl) ? (
    <AtStripe mayOpenPortal={mayOpenPortal} dashboardUrl={account.dashboardUrl} />
  ) : null;
  return (
    <Card title={t("title")} footer={footer}>
      {account ? (
        <KeyValueList>
          <KeyValue label={t("id")} copy={account.stripeCustomerId ?? undefined} figures>
            {account.stripeCustomerId ?? (
              <span className="inline-flex items-center gap-2 text-ink-soft">
                <Spinner />
                {t("creating")}
              </span>
            )}
          </KeyValue>
          <KeyValue label={t("name")}>{account.payerName}</KeyValue>
          <KeyValue label={t("email")}>{account.payerEmail}</KeyValue>
        </KeyValueList>
      ) : (
        <p className="text-ink-soft">
          {dashboard.paymentAccountExists
            ? t("exists")
            : may.createPaymentAccount
              ? t("missing", { tenant: dashboard.tenant.name })
              : t("missingReader")}
        </p>
      )}
    </Card>
  );
}

function AtStripe({ mayOpenPortal, dashboardUrl }: { mayOpenPortal: boolean; dashboardUrl: string | null }) {
  const t = useTranslations("billing.account");
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {mayOpenPortal && (
        <>
          <PortalButton />
          <span className="flex-1 basis-40 text-ink-quiet text-sm">{t("portalHint")}</span>
        </>
      )}
      {dashboardUrl && (
        <TextLink external href={dashboardUrl}>
          {t("inStripe")}
        </TextLink>
      )}
    </div>
  );
}
