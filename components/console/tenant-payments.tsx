import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import type { BillingDashboard } from "@/lib/features/dashboard/billing-dashboard";

/** Who pays: payment administrator and billing details. The payment account has a card of its own. */
export function TenantPayments({ dashboard }: { dashboard: BillingDashboard }) {
  const t = useTranslations("console.tenant");
  const { paymentAdministrator: payer, billingDetails } = dashboard;
  return (
    <Card title={t("payments")}>
      <KeyValueList>
        <KeyValue label={t("paymentAdministrator")}>
          {payer.name}
          <span className="block text-ink-quiet text-sm">{payer.email}</span>
        </KeyValue>
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
