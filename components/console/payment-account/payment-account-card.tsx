import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { LinkButton } from "@/components/ui/link-button";
import type { PaymentAccountDesk } from "@/lib/features/console/customer-link/read-customer-link";
import { CreateForTenantSheet } from "./create-for-tenant-sheet";
import { LinkCustomerSheet } from "./link-customer-sheet";
import type { PaymentAccountActions } from "./payment-account-actions";
import { SendPortalLinkButton } from "./send-portal-link-button";
import { UnlinkButton } from "./unlink-button";

/** The tenant's link to Stripe, and what the desk does with it: create, link, send the portal's address, unlink. */
export function PaymentAccountCard({
  desk,
  actions,
}: {
  desk: PaymentAccountDesk;
  actions: PaymentAccountActions;
}) {
  const t = useTranslations("paymentAccount");
  const { account } = desk;
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
      footer={desk.stripeIntegration ? <Actions desk={desk} actions={actions} /> : t("off")}
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
            <DateText at={account.createdAt} timeZone={desk.timeZone} format="long" />
          </KeyValue>
        </KeyValueList>
      ) : (
        <p className="text-ink-soft">{t(desk.may.link ? "missing" : "missingReader")}</p>
      )}
    </Card>
  );
}

function Actions({ desk, actions }: { desk: PaymentAccountDesk; actions: PaymentAccountActions }) {
  const t = useTranslations("paymentAccount");
  const { account, may } = desk;
  if (!may.create && !may.link) return <p className="text-ink-quiet text-sm">{t("readOnly")}</p>;
  if (!account)
    return (
      <div className="flex flex-wrap gap-2">
        {may.link && (
          <LinkCustomerSheet actions={actions} tenantName={desk.tenantName} timeZone={desk.timeZone} />
        )}
        {may.create && <CreateForTenantSheet actions={actions} desk={desk} />}
      </div>
    );
  if (!account.stripeCustomerId) return <p className="text-ink-quiet text-sm">{t("pendingHint")}</p>;
  return (
    <div className="flex flex-wrap gap-2">
      {may.sendPortalLink && <SendPortalLinkButton actions={actions} to={desk.paymentAdministrator} />}
      {may.link && (
        <UnlinkButton
          actions={actions}
          stripeCustomerId={account.stripeCustomerId}
          payer={account.payerName || account.payerEmail}
          tenantName={desk.tenantName}
        />
      )}
    </div>
  );
}
