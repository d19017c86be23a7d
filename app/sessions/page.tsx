import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { signOut } from "@/app/(auth)/sign-out";
import { OwnSessions } from "@/components/people/own-sessions";
import { PublicShell } from "@/components/shell/public-shell";
import { LinkButton } from "@/components/ui/link-button";
import { orNotFound, requirePerson } from "@/lib/auth/guard";
import { currentSession } from "@/lib/auth/session";
import { machineNow } from "@/lib/clock";
import { env } from "@/lib/env";
import { listOwnSessions } from "@/lib/features/people/sign-in/list-own-sessions";
import { tenantsOfUser } from "@/lib/features/people/tenants/queries";
import { deviceOf } from "@/lib/http/user-agent";
import { formatDate, formatZone } from "@/lib/i18n/format";
import { readTheme, themeCookie } from "@/lib/i18n/preference";
import { endOwnSession, signOutEverywhere } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.sessions"))("title") };
}

/** In which staff see times that belong to no tenant. */
const staffZone = "UTC";

/** Where the reader is signed in, and the ways out. */
export default async function SessionsPage() {
  const { ctx, person } = await requirePerson();
  const [t, locale, jar, current, sessions, [own]] = await Promise.all([
    getTranslations("auth.sessions"),
    getLocale(),
    cookies(),
    currentSession(),
    listOwnSessions(ctx, {}).then(orNotFound),
    tenantsOfUser(person.id),
  ]);
  const timeZone = own?.timeZone ?? staffZone;
  const at = (instant: Date) => formatDate(instant, timeZone, locale, "dateTime");
  return (
    <PublicShell isDemo={env().CHOBA_DEMO} theme={readTheme(jar.get(themeCookie)?.value)} size="wide">
      <h1 className="font-semibold text-2xl tracking-tight">{t("title")}</h1>
      <p className="mt-1 text-ink-soft">{t("lead")}</p>
      <p className="mt-1 text-ink-quiet text-sm">
        {t("zone", { zone: formatZone(machineNow(), timeZone, locale) })}
      </p>
      <OwnSessions
        sessions={sessions.map(({ id, address, userAgent, createdAt, seenAt, lastsUntil }) => {
          const { browser, system } = deviceOf(userAgent);
          return {
            id,
            address,
            device: t("device", {
              browser: browser ?? t("unknownBrowser"),
              system: system ?? t("unknownSystem"),
            }),
            createdAt: at(createdAt),
            seenAt: at(seenAt),
            lastsUntil: at(lastsUntil),
            isHere: id === current?.sessionId,
          };
        })}
        end={endOwnSession}
        signOut={signOut}
        signOutEverywhere={signOutEverywhere}
      />
      <div className="mt-8">
        <LinkButton href="/" prefetch={false}>
          {t("back")}
        </LinkButton>
      </div>
    </PublicShell>
  );
}
