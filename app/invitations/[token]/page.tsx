import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { AcceptInvitation } from "@/components/people/accept-invitation";
import { PublicShell } from "@/components/shell/public-shell";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { currentPerson } from "@/lib/auth/session";
import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { env } from "@/lib/env";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { type InvitationFacts, readInvitation } from "@/lib/features/people/invitations/read-invitation";
import type { Person } from "@/lib/features/people/tenants/queries";
import { readTheme, themeCookie } from "@/lib/i18n/preference";
import { accept, signInFirst } from "./actions";

type Params = Promise<{ token: string }>;

export async function generateMetadata(): Promise<Metadata> {
  const [t, common] = await Promise.all([getTranslations("people.invitation"), getTranslations("common")]);
  // The address is a secret, so no other site may learn it from a link.
  return { title: `${t("title")} · ${common("product")}`, referrer: "no-referrer", robots: "noindex" };
}

/** Where the link of an invitation leads, signed in or not. Used, expired and withdrawn ones say so. */
export default async function InvitationPage({ params }: { params: Params }) {
  const { token } = await params;
  const [jar, invitation, person] = await Promise.all([
    cookies(),
    readClock().then((now) => readInvitation(visitorContext(now, newId("audit")), { token })),
    currentPerson(),
  ]);
  const facts = invitation.ok ? invitation.value : null;
  return (
    <PublicShell isDemo={env().CHOBA_DEMO} theme={readTheme(jar.get(themeCookie)?.value)}>
      {facts?.state === "open" ? (
        <OpenInvitation facts={facts} token={token} person={person} />
      ) : (
        <ClosedInvitation facts={facts} person={person} />
      )}
    </PublicShell>
  );
}

type Reader = Person | null;

async function OpenInvitation(props: { facts: InvitationFacts; token: string; person: Reader }) {
  const { facts, token, person } = props;
  const { tenant, email, invitedByName: inviter, isOwner } = facts;
  const signedInAs = person?.email ?? null;
  // The person has joined the staff since the invitation. Only they are told.
  if (tenant && signedInAs === email && person?.staffRole) return <StaffNow tenant={tenant.name} />;
  const t = await getTranslations("people.invitation");
  const name = tenant?.name ?? "";
  const lead = !tenant
    ? t("toStaff", { inviter, role: facts.staffRole ?? "support" })
    : isOwner
      ? t("ready", { tenant: name })
      : t("toTenant", { inviter, tenant: name, role: facts.memberRole ?? "member" });
  return (
    <>
      <h1 className="font-semibold text-2xl tracking-tight">{t("title")}</h1>
      <p className="mt-3 text-ink-soft">{lead}</p>
      <p className="mt-1 text-ink-quiet text-sm [overflow-wrap:anywhere]">{t("for", { email })}</p>
      {signedInAs && signedInAs !== email && (
        <Banner
          className="mt-5 [overflow-wrap:anywhere]"
          tone="warning"
          title={t("otherPerson", { email: signedInAs, invited: email })}
        />
      )}
      {facts.needsSignIn && signedInAs !== email ? (
        <form action={signInFirst.bind(null, token)} className="mt-6 grid gap-4">
          <p className="text-ink-soft">{t("signInFirst")}</p>
          <Button type="submit" variant="primary">
            {t("signInAs")}
          </Button>
        </form>
      ) : (
        <AcceptInvitation
          asksName={!facts.isKnown}
          name={facts.name}
          label={tenant ? t(isOwner ? "enter" : "join", { tenant: name }) : t("joinStaff")}
          accept={accept.bind(null, token)}
        />
      )}
    </>
  );
}

async function StaffNow({ tenant }: { tenant: string }) {
  const t = await getTranslations("bringingIn.page");
  return (
    <>
      <h1 className="font-semibold text-2xl tracking-tight">{t("staffNowTitle")}</h1>
      <p className="mt-3 text-ink-soft">{t("staffNow", { tenant })}</p>
      <div className="mt-6">
        <LinkButton href="/console">{t("toConsole")}</LinkButton>
      </div>
    </>
  );
}

async function ClosedInvitation({ facts, person }: { facts: InvitationFacts | null; person: Reader }) {
  const t = await getTranslations("people.invitation");
  const page = await getTranslations("bringingIn.page");
  const why = facts && facts.state !== "open" ? facts.state : "unknown";
  const values = { inviter: facts?.invitedByName ?? "", email: facts?.email ?? "" };
  return (
    <>
      <h1 className="font-semibold text-2xl tracking-tight">{t(`closed.${why}.title`)}</h1>
      <p className="mt-3 text-ink-soft [overflow-wrap:anywhere]">{t(`closed.${why}.body`, values)}</p>
      <div className="mt-6">
        {facts?.state === "accepted" && facts.tenant && person?.email === facts.email ? (
          <LinkButton href={`/t/${facts.tenant.slug}`} variant="primary">
            {page("open", { tenant: facts.tenant.name })}
          </LinkButton>
        ) : (
          <LinkButton href="/" prefetch={false}>
            {person ? page("goOn") : t("signIn")}
          </LinkButton>
        )}
      </div>
    </>
  );
}
