import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/shell/public-shell";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { requirePerson } from "@/lib/auth/guard";
import { tenantsOfUser } from "@/lib/features/tenants/queries";
import { readTheme, themeCookie } from "@/lib/i18n/preference";
import { signOut } from "./(auth)/sign-out";

export async function generateMetadata(): Promise<Metadata> {
  const [t, common] = await Promise.all([getTranslations("auth.noTenant"), getTranslations("common")]);
  // The layout's template is for the pages below it; this one stands beside it.
  return { title: `${t("title")} · ${common("product")}` };
}

/** Sends everybody to where their work is. Only those who belong nowhere see this page. */
export default async function HomePage() {
  const { person } = await requirePerson();
  if (person.staffRole) redirect("/console");
  const [first] = await tenantsOfUser(person.id);
  if (first) redirect(`/t/${first.slug}`);

  const [t, shell, jar] = await Promise.all([
    getTranslations("auth.noTenant"),
    getTranslations("shell"),
    cookies(),
  ]);
  return (
    <PublicShell theme={readTheme(jar.get(themeCookie)?.value)}>
      <h1 className="font-semibold text-2xl tracking-tight">{t("title")}</h1>
      <p className="mt-3 text-ink-soft [overflow-wrap:anywhere]">{t("body", { email: person.email })}</p>
      <div className="mt-6 flex flex-wrap gap-2">
        <LinkButton href="/" prefetch={false}>
          {t("reload")}
        </LinkButton>
        <form action={signOut}>
          <Button type="submit" variant="quiet">
            {shell("signOut")}
          </Button>
        </form>
      </div>
    </PublicShell>
  );
}
