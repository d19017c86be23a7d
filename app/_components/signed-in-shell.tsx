import { Mail, MonitorSmartphone } from "lucide-react";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { signOut } from "@/app/(auth)/sign-out";
import { AppShell, type AppShellProps } from "@/components/shell/app-shell";
import type { Id } from "@/lib/domain/ids";
import { env } from "@/lib/env";
import type { Person } from "@/lib/features/people/tenants/queries";
import { readTheme, themeCookie } from "@/lib/i18n/preference";
import { DemoBar } from "./demo-bar";

type SignedInShellProps = Pick<
  AppShellProps,
  "nav" | "tenants" | "commands" | "currentTenantId" | "homeHref" | "billingHref" | "children"
> & {
  person: Person;
  /** The tenant whose page this is. */
  tenant?: { id: Id<"tenant">; slug: string };
};

/** The frame of every page behind signing in, with what all of them share: theme, signing out, and the demo's extras. */
export async function SignedInShell({ person, tenant, children, ...rest }: SignedInShellProps) {
  const [jar, t, shell] = await Promise.all([cookies(), getTranslations("demo"), getTranslations("shell")]);
  const isDemo = env().CHOBA_DEMO;
  return (
    <AppShell
      {...rest}
      user={{ name: person.name, email: person.email }}
      signOut={signOut}
      theme={readTheme(jar.get(themeCookie)?.value)}
      searchHref={person.staffRole ? "/console/search" : undefined}
      accountLinks={[
        { label: shell("sessions"), href: "/sessions", icon: <MonitorSmartphone /> },
        ...(isDemo ? [{ label: t("mailbox.open"), href: "/demo/mailbox", icon: <Mail /> }] : []),
      ]}
      bar={isDemo ? <DemoBar tenant={tenant} /> : undefined}
    >
      {children}
    </AppShell>
  );
}
