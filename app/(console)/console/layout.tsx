import {
  Archive,
  ArrowLeftRight,
  Building2,
  Calculator,
  CalendarCheck,
  CalendarClock,
  Coins,
  FileText,
  Frame,
  Gauge,
  GitCompareArrows,
  HandCoins,
  KeyRound,
  Mail,
  ReceiptText,
  RefreshCcw,
  Scale,
  Store,
  Tags,
  TimerReset,
  UserCog,
  Webhook,
} from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SignedInShell } from "@/app/_components/signed-in-shell";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { tenantsOfUser } from "@/lib/features/people/tenants/queries";
import { openConsole } from "./open-console";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { person, ctx } = await openConsole();
  const roles = rolesOf(ctx.actor, null);
  const [t, acts, pricing, staff, own] = await Promise.all([
    getTranslations("shell.nav"),
    getTranslations("shell.actList"),
    getTranslations("pricing.page"),
    getTranslations("people.staff"),
    tenantsOfUser(person.id),
  ]);
  return (
    <SignedInShell
      person={person}
      nav={[
        {
          items: [
            { href: "/console", label: t("today"), icon: <CalendarCheck /> },
            { href: "/console/tenants", label: t("tenants"), icon: <Building2 /> },
            { href: "/console/quotes", label: t("quotes"), icon: <FileText /> },
          ],
        },
        {
          label: t("groups.billing"),
          items: [
            { href: "/console/invoices", label: t("invoices"), icon: <ReceiptText /> },
            { href: "/console/receivables", label: t("receivables"), icon: <HandCoins /> },
            { href: "/console/closes", label: t("closes"), icon: <CalendarClock /> },
            { href: "/console/documents", label: t("documents"), icon: <Archive /> },
            ...(may(roles, "money.view")
              ? [{ href: "/console/money", label: t("money"), icon: <Coins /> }]
              : []),
          ],
        },
        {
          label: t("groups.offer"),
          items: [
            { href: "/console/catalog", label: t("catalog"), icon: <Tags /> },
            { href: "/console/prices", label: pricing("title"), icon: <Calculator /> },
            { href: "/console/usage", label: t("usage"), icon: <Gauge /> },
          ],
        },
        {
          label: t("groups.checks"),
          items: [
            { href: "/console/differences", label: t("differences"), icon: <Scale /> },
            { href: "/console/reconciliation", label: t("reconciliation"), icon: <GitCompareArrows /> },
            { href: "/console/messages", label: t("messages"), icon: <ArrowLeftRight /> },
          ],
        },
        {
          label: t("groups.settings"),
          items: [
            { href: "/console/settings/staff", label: staff("title"), icon: <UserCog /> },
            { href: "/console/settings/seller", label: t("seller"), icon: <Store /> },
            { href: "/console/settings/mails", label: t("mails"), icon: <Mail /> },
            { href: "/console/settings/billing", label: t("billingSettings"), icon: <TimerReset /> },
            { href: "/console/settings/collection", label: t("collection"), icon: <RefreshCcw /> },
            { href: "/console/settings/embedding", label: t("embedding"), icon: <Frame /> },
            ...(may(roles, "api_keys.manage")
              ? [{ href: "/console/settings/keys", label: t("keys"), icon: <KeyRound /> }]
              : []),
            ...(may(roles, "webhooks.view")
              ? [{ href: "/console/webhooks", label: t("webhooks"), icon: <Webhook /> }]
              : []),
          ],
        },
      ]}
      tenants={own.map(({ id, slug, name }) => ({ id, name, href: `/t/${slug}` }))}
      homeHref="/console"
      commands={[
        ...(may(roles, "tenant.create")
          ? [{ href: "/console/tenants?act=create", label: acts("createTenant") }]
          : []),
        ...(may(roles, "tenants.import")
          ? [{ href: "/console/tenants/import", label: acts("importTenants") }]
          : []),
        ...(may(roles, "catalog.edit") ? [{ href: "/console/catalog?act=new", label: acts("newPlan") }] : []),
        ...(may(roles, "invoices.list")
          ? [{ href: "/console/receivables", label: acts("receivables"), hint: t("receivables") }]
          : []),
      ]}
    >
      {children}
    </SignedInShell>
  );
}
