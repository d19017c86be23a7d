import { Eye, Gauge } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { TenantTabs } from "@/components/console/tenant-tabs";
import { ClosedNotice } from "@/components/console/tenants/closed-notice";
import { PageActsOffer } from "@/components/shell/page-acts-offer";
import { Chip } from "@/components/ui/chip";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { openTenant } from "./open-tenant";
import { reopenTenant } from "./settings/actions";

type LayoutProps = { children: ReactNode; params: Promise<{ tenant: string }> };

/** Everything that staff know of one tenant and may do for it, a tab for each side. */
export default async function ConsoleTenantLayout({ children, params }: LayoutProps) {
  const { tenant } = await openTenant((await params).tenant);
  const [t, usage, acts] = await Promise.all([
    getTranslations("console"),
    getTranslations("usage"),
    getTranslations("shell.actList"),
  ]);
  const base = `/console/tenants/${tenant.slug}`;
  return (
    <>
      <PageHeader
        title={tenant.name}
        above={<TextLink href="/console/tenants">{t("backToTenants")}</TextLink>}
        lead={<Chip tone="neutral">{t(`salesModels.${tenant.salesModel}`)}</Chip>}
        actions={
          <>
            <LinkButton href={`/t/${tenant.slug}/usage`} icon={<Gauge aria-hidden="true" />}>
              {usage("title")}
            </LinkButton>
            <LinkButton href={`/t/${tenant.slug}/billing`} icon={<Eye aria-hidden="true" />}>
              {t("tenant.see")}
            </LinkButton>
          </>
        }
      />
      <PageActsOffer
        acts={[
          ...(tenant.may.makeQuotes && tenant.salesModel === "sales_led"
            ? [{ href: `${base}/quotes/new`, label: acts("newQuote", { tenant: tenant.name }) }]
            : []),
          { href: `${base}/settings`, label: acts("settings", { tenant: tenant.name }) },
        ]}
      />
      {tenant.closedAt && (
        <ClosedNotice
          name={tenant.name}
          closedAt={tenant.closedAt}
          timeZone={tenant.timeZone}
          reopenTenant={tenant.may.close ? reopenTenant.bind(null, tenant.slug) : null}
        />
      )}
      <TenantTabs slug={tenant.slug} />
      {children}
    </>
  );
}
