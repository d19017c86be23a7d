import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { LinkButton } from "@/components/ui/link-button";
import type { PaymentAccountDesk } from "@/lib/features/console/customer-link/read-customer-link";
import type { PaymentAccountActs } from "./payment-account-acts";
import { CreateForTenantSheet } from "./payment-account-create";
import { LinkCustomerSheet } from "./payment-account-link";
import { SendPortalLinkButton } from "./payment-account-portal-mail";
import { UnlinkButton } from "./payment-account-unlink";

/** The tenant's link to Stripe, and what the desk does with it: create, link, send the portal's address, unlink. */
export function PaymentAccountCard({ desk, acts }: { desk: PaymentAccountDesk; acts: PaymentAccountActs }) {
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
      footer={desk.stripeIntegration ? <Acts desk={desk} acts={acts} /> : t("off")}
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

function Acts({ desk, acts }: { desk: PaymentAccountDesk; acts: PaymentAccountActs }) {
  const t = useTranslations("paymentAccount");
  const { account, may } = desk;
  if (!may.create && !may.link) return <p className="text-ink-quiet text-sm">{t("readOnly")}</p>;
  if (!account)
    return (
      <div className="flex flex-wrap gap-2">
        {may.link && <LinkCustomerSheet acts={acts} tenantName={desk.tenantName} timeZone={desk.timeZone} />}
        {may.create && <CreateForTenantSheet acts={acts} desk={desk} />}
      </div>
    );
  if (!account.stripeCustomerId) return <p className="text-ink-quiet text-sm">{t("pendingHint")}</p>;
  return (
    <div className="flex flex-wrap gap-2">
      {may.sendPortalLink && <SendPortalLinkButton acts={acts} to={desk.paymentAdministrator} />}
      {may.link && (
        <UnlinkButton
          acts={acts}
          stripeCustomerId={account.stripeCustomerId}
          payer={account.payerName || account.payerEmail}
          tenantName={desk.tenantName}
        />
      )}
    </div>
  );
}
