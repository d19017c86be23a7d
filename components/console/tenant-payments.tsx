import { useLocale, useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { addressLines } from "@/components/payers/billing-details/address-lines";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";

/** Who pays: payment administrator and billing details. The payment account has a card of its own. */
export function TenantPayments({ dashboard, slug }: { dashboard: BillingDashboard; slug: string }) {
  const locale = useLocale();
  const t = useTranslations("console.tenant");
  const { paymentAdministrator: payer, billingDetails } = dashboard;
  return (
    <Card
      title={t("payments")}
      actions={<TextLink href={`/console/tenants/${slug}/billing`}>{t("seeBilling")}</TextLink>}
    >
      <KeyValueList>
        <KeyValue label={t("paymentAdministrator")}>
          {payer.name}
          <span className="block text-ink-quiet text-sm">{payer.email}</span>
        </KeyValue>
        <KeyValue label={t("billingDetails")}>
          {billingDetails && (
            <>
              {billingDetails.companyName}
              {addressLines(billingDetails, locale).map((line) => (
                <span key={line} className="block text-ink-quiet text-sm">
                  {line}
                </span>
              ))}
            </>
          )}
        </KeyValue>
      </KeyValueList>
    </Card>
  );
}
