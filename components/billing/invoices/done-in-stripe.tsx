import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { TenantInvoices } from "@/lib/features/billing/invoices/list-tenant-invoices";

/**
 * What Choba leaves to Stripe's dashboard (SALES-10 to SALES-12), each with the page where it is done.
 * What is done there comes back by webhook and stands in the timeline.
 */
export function DoneInStripe({ list }: { list: TenantInvoices }) {
  const t = useTranslations("invoices.doneInStripe");
  if (!list.stripe) return null;
  const { customerUrl, subscriptionUrl } = list.stripe;
  const newest = (...states: string[]) =>
    list.invoices.find(({ state }) => states.includes(state))?.dashboardUrl ?? null;
  // Without such an invoice on this page, the link leads to the customer.
  const actions = [
    ["refund", newest("paid")],
    ["reissue", newest("open", "overdue", "paid")],
    ["transfer", null],
    ["coupon", subscriptionUrl ?? customerUrl],
  ] as const;
  return (
    <Card title={t("title")} description={t("lead")}>
      <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {actions.map(([action, href]) => (
          <div key={action}>
            <dt className="font-medium">{t(`${action}.name`)}</dt>
            <dd className="mt-1 text-ink-soft text-sm">
              {t(`${action}.how`)}{" "}
              <TextLink external href={href ?? customerUrl} target="_blank" rel="noopener noreferrer">
                {t(href === null ? "transfer.go" : `${action}.go`)}
              </TextLink>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
