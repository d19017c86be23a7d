import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { LinkButton } from "@/components/ui/link-button";
import type { CustomerLink } from "@/lib/features/console/customer-link/read-customer-link";
import { CreateForTenantSheet } from "./create-for-tenant-sheet";
import { LinkCustomerSheet } from "./link-customer-sheet";
import type { PaymentAccountActions } from "./payment-account-actions";
import { SendPortalLinkButton } from "./send-portal-link-button";
import { UnlinkButton } from "./unlink-button";

/** The tenant's link to Stripe, with the console's actions: create, link, send the portal's address, unlink. */
export function PaymentAccountCard({
  view,
  actions,
}: {
  view: CustomerLink;
  actions: PaymentAccountActions;
}) {
  const t = useTranslations("paymentAccount");
  const { account } = view;
  return (
    <Card
      title={t("title")}
      actions={
        account?.dashboardUrl && (
          <LinkButton size="sm" href={account.dashboardUrl} external target="_blank">
            {t("openInStripe")}
          </LinkButton>
        )
      }
      footer={view.stripeIntegration ? <Actions view={view} actions={actions} /> : t("off")}
    >
      {account ? (
        <KeyValueList>
          <KeyValue label={t("customerId")} copy={account.stripeCustomerId ?? undefined}>
            {account.stripeCustomerId ? (
              <span className="font-mono text-xs">{account.stripeCustomerId}</span>
            ) : (
              t("pending")
            )}
          </KeyValue>
          <KeyValue label={t("payer")}>
            {account.payerName}
            <span className="block text-ink-quiet text-sm">{account.payerEmail}</span>
          </KeyValue>
          <KeyValue label={t("paymentMethod")}>
            {t(account.hasPaymentMethod ? "onFile" : "notOnFile")}
          </KeyValue>
          <KeyValue label={t("since")} figures>
            <DateText at={account.createdAt} timeZone={view.timeZone} format="long" />
          </KeyValue>
        </KeyValueList>
      ) : (
        <p className="text-ink-soft">{t(view.may.link ? "missing" : "missingReader")}</p>
      )}
    </Card>
  );
}

function Actions({ view, actions }: { view: CustomerLink; actions: PaymentAccountActions }) {
  const t = useTranslations("paymentAccount");
  const { account, may } = view;
  if (!may.create && !may.link) return <p className="text-ink-quiet text-sm">{t("readOnly")}</p>;
  if (!account)
    return (
      <div className="flex flex-wrap gap-2">
        {may.link && (
          <LinkCustomerSheet actions={actions} tenantName={view.tenantName} timeZone={view.timeZone} />
        )}
        {may.create && <CreateForTenantSheet actions={actions} view={view} />}
      </div>
    );
  if (!account.stripeCustomerId) return <p className="text-ink-quiet text-sm">{t("pendingHint")}</p>;
  return (
    <div className="flex flex-wrap gap-2">
      {may.sendPortalLink && <SendPortalLinkButton actions={actions} to={view.paymentAdministrator} />}
      {may.link && (
        <UnlinkButton
          actions={actions}
          stripeCustomerId={account.stripeCustomerId}
          payer={account.payerName || account.payerEmail}
          tenantName={view.tenantName}
        />
      )}
    </div>
  );
}
