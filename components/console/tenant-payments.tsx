import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import type { BillingDashboard } from "@/lib/features/dashboard/billing-dashboard";

/** Who pays and how: payment administrator, payment account, billing details; with the way to Stripe's dashboard. */
export function TenantPayments({ dashboard }: { dashboard: BillingDashboard }) {
  const t = useTranslations("console.tenant");
  const { paymentAdministrator: payer, paymentAccount: account, billingDetails } = dashboard;
  return (
    <Card
      title={t("account")}
      actions={
        account?.dashboardUrl && (
          <LinkButton size="sm" href={account.dashboardUrl} external target="_blank">
            {t("stripe")}
          </LinkButton>
        )
      }
    >
      <KeyValueList>
        <KeyValue label={t("paymentAdministrator")}>
          {payer.name}
          <span className="block text-ink-quiet text-sm">{payer.email}</span>
        </KeyValue>
        {account ? (
          <>
            <KeyValue label={t("stripeId")} copy={account.stripeCustomerId ?? undefined}>
              {account.stripeCustomerId ? (
                <span className="font-mono text-xs">{account.stripeCustomerId}</span>
              ) : (
                t("accountPending")
              )}
            </KeyValue>
            <KeyValue label={t("payer")}>
              {account.payerName}
              <span className="block text-ink-quiet text-sm">{account.payerEmail}</span>
            </KeyValue>
            <KeyValue label={t("paymentMethod")}>
              {t(account.hasPaymentMethod ? "onFile" : "notOnFile")}
            </KeyValue>
          </>
        ) : (
          <KeyValue label={t("account")}>
            <span className="text-ink-quiet">{t("accountMissing")}</span>
          </KeyValue>
        )}
        <KeyValue label={t("billingDetails")}>
          {billingDetails && (
            <>
              {billingDetails.companyName}
              <span className="block text-ink-quiet text-sm">
                {[
                  billingDetails.postalCode,
                  billingDetails.state,
                  billingDetails.city,
                  billingDetails.line1,
                  billingDetails.line2,
                ]
                  .filter(Boolean)
                  .join(" ")}
              </span>
            </>
          )}
        </KeyValue>
      </KeyValueList>
    </Card>
  );
}
