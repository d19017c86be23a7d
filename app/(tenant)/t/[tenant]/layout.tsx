import { Building2, Calculator, FileText, Gauge, LayoutDashboard, ReceiptText, Users } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DashboardShell } from "@/app/_components/dashboard-shell";
import { SignedInShell } from "@/app/_components/signed-in-shell";
import { PriceTaxProvider } from "@/components/billing/price-tax";
import type { NavGroup } from "@/components/shell/shell-types";
import { orNotFound } from "@/lib/auth/guard";
import { currentDashboard } from "@/lib/auth/session";
import type { PriceTax } from "@/lib/domain/tax/tax-settings";
import type { Context } from "@/lib/features/foundation/context/context";
import { readPriceTax } from "@/lib/features/payers/tax/read-price-tax";
import { tenantsOfUser } from "@/lib/features/people/tenants/queries";
import type { TenantView } from "@/lib/features/people/tenants/read-tenant";
import { openTenant, type TenantParams } from "./open-tenant";

export default async function TenantLayout({
  params,
  children,
}: {
  params: TenantParams;
  children: ReactNode;
}) {
  const { ctx, person, tenant } = await openTenant((await params).tenant);
  const dashboard = await currentDashboard();
  if (dashboard && person.onlyIn)
    return (
      <DashboardShell
        dashboard={dashboard}
        person={person}
        pages={(await navigation(tenant)).flatMap(({ items }) => items)}
      >
        <PriceTaxProvider value={await priceTaxOf(ctx, tenant)}>{children}</PriceTaxProvider>
      </DashboardShell>
    );
  const own = (await tenantsOfUser(person.id)).map(({ id, slug, name }) => ({
    id,
    name,
    href: `/t/${slug}`,
  }));
  const isOwn = own.some(({ id }) => id === tenant.id);
  const base = `/t/${tenant.slug}`;
  return (
    <SignedInShell
      person={person}
      tenant={tenant}
      nav={await navigation(tenant)}
      tenants={isOwn ? own : [...own, { id: tenant.id, name: tenant.name, href: base }]}
      currentTenantId={tenant.id}
      homeHref={tenant.may.seeConsole ? "/console" : base}
      billingHref={tenant.may.seeLicense ? `${base}/billing` : undefined}
    >
      <PriceTaxProvider value={await priceTaxOf(ctx, tenant)}>{children}</PriceTaxProvider>
    </SignedInShell>
  );
}

async function priceTaxOf(ctx: Context, { id, may }: TenantView): Promise<PriceTax> {
  return may.seeLicense ? orNotFound(await readPriceTax(ctx, id, {})) : null;
}

/** What the reader may open; staff also find their way back. */
async function navigation({ slug, may, salesModel }: TenantView): Promise<NavGroup[]> {
  const [t, console, pricing, quotes] = await Promise.all([
    getTranslations("shell.nav"),
    getTranslations("console"),
    getTranslations("pricing.page"),
    getTranslations("quotes"),
  ]);
  const base = `/t/${slug}`;
  const pages = [
    { href: base, label: t("overview"), icon: <LayoutDashboard /> },
    ...(may.seeLicense ? [{ href: `${base}/billing`, label: t("billing"), icon: <ReceiptText /> }] : []),
    ...(may.seeUsage ? [{ href: `${base}/usage`, label: t("usage"), icon: <Gauge /> }] : []),
    ...(may.seeInvoices ? [{ href: `${base}/invoices`, label: t("invoices"), icon: <FileText /> }] : []),
    ...(may.seeLicense ? [{ href: `${base}/prices`, label: pricing("title"), icon: <Calculator /> }] : []),
    ...(may.seeQuotes && salesModel === "sales_led"
      ? [{ href: `${base}/quotes`, label: quotes("nav"), icon: <FileText /> }]
      : []),
    ...(may.seeMembers ? [{ href: `${base}/members`, label: t("members"), icon: <Users /> }] : []),
  ];
  if (!may.seeConsole) return [{ items: pages }];
  const staff = [
    { href: `/console/tenants/${slug}`, label: console("thisTenant"), icon: <Building2 /> },
    { href: "/console", label: console("backToConsole"), icon: <LayoutDashboard /> },
  ];
  return [{ items: pages }, { label: console("group"), items: staff }];
}
