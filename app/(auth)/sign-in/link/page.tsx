import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/shell/public-shell";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { askingBrowser } from "@/lib/auth/asking-browser";
import { textOf } from "@/lib/auth/sent";
import { linkTarget, readSignInLink, type SignInLink } from "@/lib/auth/sign-in-link";
import { env } from "@/lib/env";
import { ownPath } from "@/lib/http/own-path";
import { readTheme, themeCookie } from "@/lib/i18n/preference";
import { EmailForm } from "../_components/email-form";

type Params = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.link");
  // The address is a secret, so no other site may learn it from a link. Our own is told who sent the form.
  return { title: t("title"), referrer: "same-origin", robots: "noindex" };
}

/** What a mailed link opens. It changes nothing until its button is pressed, as programs open the links of mails, too. */
export default async function SignInLinkPage({ searchParams }: { searchParams: Params }) {
  const [asked, head, jar, browser] = await Promise.all([
    searchParams,
    headers(),
    cookies(),
    askingBrowser(),
  ]);
  const link = {
    email: textOf(asked.email),
    token: textOf(asked.token),
    callbackUrl: ownPath(asked.callbackUrl, head.get("host")) ?? "/",
  };
  const { state, isSameBrowser } = await readSignInLink(link, browser);
  return (
    <PublicShell isDemo={env().CHOBA_DEMO} theme={readTheme(jar.get(themeCookie)?.value)}>
      {state === "ready" ? (
        <ReadyLink link={link} isSameBrowser={isSameBrowser} />
      ) : (
        <ClosedLink link={link} state={state} />
      )}
    </PublicShell>
  );
}

async function ReadyLink({ link, isSameBrowser }: { link: SignInLink; isSameBrowser: boolean }) {
  const t = await getTranslations("auth.link");
  const { email } = link;
  return (
    <>
      <h1 className="font-semibold text-2xl tracking-tight">{t("title")}</h1>
      {isSameBrowser ? (
        <p className="mt-3 text-ink-soft [overflow-wrap:anywhere]">{t("ready", { email })}</p>
      ) : (
        <Banner className="mt-5 [overflow-wrap:anywhere]" tone="warning" title={t("elsewhereTitle")}>
          {t("elsewhere", { email })}
        </Banner>
      )}
      {/* A plain form: browsers within mail programs may run no scripts. */}
      <form action={linkTarget(link)} method="post" className="mt-6">
        <Button type="submit" variant="primary" block>
          {t(isSameBrowser ? "press" : "pressElsewhere")}
        </Button>
      </form>
    </>
  );
}

type Closed = "used" | "expired" | "unknown";

async function ClosedLink({ link, state }: { link: SignInLink; state: Closed }) {
  const t = await getTranslations("auth.link.closed");
  return (
    <>
      <h1 className="font-semibold text-2xl tracking-tight">{t(`${state}.title`)}</h1>
      <p className="mt-3 mb-6 text-ink-soft">{t(`${state}.body`)}</p>
      <EmailForm callbackUrl={link.callbackUrl} isDemo={env().CHOBA_DEMO} email={link.email.slice(0, 254)} />
    </>
  );
}
