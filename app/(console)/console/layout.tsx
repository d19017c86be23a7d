import { Building2, Calculator, FileText, Gauge, KeyRound, Tags } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SignedInShell } from "@/app/_components/signed-in-shell";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { tenantsOfUser } from "@/lib/features/tenants/queries";
import { openConsole } from "./open-console";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { person, ctx } = await openConsole();
  const managesKeys = may(rolesOf(ctx.actor, null), "api_keys.manage");
  const [t, pricing, quotes, own] = await Promise.all([
    getTranslations("shell.nav"),
    getTranslations("pricing.page"),
    getTranslations("quotes"),
    tenantsOfUser(person.id),
  ]);
  return (
    <SignedInShell
      person={person}
      nav={[
        {
          items: [
            { href: "/console/tenants", label: t("tenants"), icon: <Building2 /> },
            { href: "/console/quotes", label: quotes("nav"), icon: <FileText /> },
            { href: "/console/catalog", label: t("catalog"), icon: <Tags /> },
            { href: "/console/prices", label: pricing("title"), icon: <Calculator /> },
            { href: "/console/usage", label: t("usage"), icon: <Gauge /> },
            ...(managesKeys
              ? [{ href: "/console/settings/keys", label: t("keys"), icon: <KeyRound /> }]
              : []),
          ],
        },
      ]}
      tenants={own.map(({ id, slug, name }) => ({ id, name, href: `/t/${slug}` }))}
      homeHref="/console"
    >
      {children}
    </SignedInShell>
  );
}
