import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/shell/public-shell";
import { currentPerson } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { readCast } from "@/lib/features/demo/cast/cast";
import { ownPath } from "@/lib/http/own-path";
import { readTheme, themeCookie } from "@/lib/i18n/preference";
import { DemoCast } from "./_components/demo-cast";
import { EmailForm, LinkSent } from "./_components/email-form";
import { ProviderButton } from "./_components/provider-button";
import { SignInProblem } from "./_components/sign-in-problem";

type Params = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("title") };
}

/** `?callbackUrl=` where to go afterwards, `?email=` the address to begin with, `?sent=1` a link is on its way, `?error=` a word of next-auth or ours. */
export default async function SignInPage({ searchParams }: { searchParams: Params }) {
  const [asked, head, jar] = await Promise.all([searchParams, headers(), cookies()]);
  const wanted = ownPath(asked.callbackUrl, head.get("host")) ?? "/";
  const callbackUrl = wanted.startsWith("/sign-in") ? "/" : wanted;
  if (await currentPerson()) redirect(callbackUrl);

  const t = await getTranslations("auth");
  const { CHOBA_DEMO: isDemo, AUTH_OIDC_ISSUER: oidcIssuer } = env();
  return (
    <PublicShell
      isDemo={isDemo}
      theme={readTheme(jar.get(themeCookie)?.value)}
      size={isDemo ? "wide" : "narrow"}
    >
      <div className="max-w-sm">
        <h1 className="font-semibold text-2xl tracking-tight">{t("title")}</h1>
        <p className="mt-1 text-ink-soft">{t("lead")}</p>
        <div className="mt-6 grid gap-5">
          {typeof asked.error === "string" && <SignInProblem code={asked.error} announce />}
          {asked.sent === undefined ? (
            <EmailForm callbackUrl={callbackUrl} isDemo={isDemo} email={textOf(asked.email)} />
          ) : (
            <LinkSent isDemo={isDemo} />
          )}
          {oidcIssuer && (
            <>
              <Or word={t("or")} />
              <ProviderButton name={new URL(oidcIssuer).hostname} callbackUrl={callbackUrl} />
            </>
          )}
        </div>
      </div>
      {isDemo && (
        <div className="mt-10 border-t pt-8">
          <DemoCast cast={await readCast()} callbackUrl={callbackUrl} />
        </div>
      )}
    </PublicShell>
  );
}

const textOf = (asked: string | string[] | undefined): string => (typeof asked === "string" ? asked : "");

function Or({ word }: { word: string }) {
  return (
    <p className="flex items-center gap-3 text-ink-quiet text-sm">
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
      {word}
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
    </p>
  );
}
