import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { Tone } from "@/components/ui/tone";
import type { Cast, CastTenant, Situation } from "@/lib/features/demo/cast/cast";
import { DemoPerson } from "./demo-person";

const tones: Record<Situation, Tone> = {
  no_account: "neutral",
  account_created: "neutral",
  paid: "good",
  downgrade_reserved: "info",
  renewal_stopped: "warn",
  payment_failed: "bad",
  authentication_needed: "warn",
  expired: "neutral",
  sales_led: "neutral",
};

/** Everybody one can be in the demo: staff, then the tenants by what is to be seen there. */
export function DemoCast({ cast, callbackUrl }: { cast: Cast; callbackUrl: string }) {
  const t = useTranslations("demo");
  return (
    <section aria-labelledby="demo-cast">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h2 id="demo-cast" className="font-semibold text-xl">
            {t("title")}
          </h2>
          <p className="mt-1 text-ink-soft">{t("lead")}</p>
        </div>
        <LinkButton href="/demo/mailbox">{t("mailbox.open")}</LinkButton>
      </div>
      {cast.staff.length + cast.tenants.length === 0 && <EmptyState title={t("nobody")} />}
      {cast.staff.length > 0 && (
        <div className="mt-6">
          <h3 className="font-medium">{t("staffTitle")}</h3>
          <div className="mt-2 grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
            {cast.staff.map(({ name, email, role }) => (
              <DemoPerson
                key={email}
                name={name}
                email={email}
                role={t(`staff.${role}.role`)}
                sees={t(`staff.${role}.sees`)}
                home={homeWithin("/console", callbackUrl)}
              />
            ))}
          </div>
        </div>
      )}
      {cast.tenants.length > 0 && (
        <div className="mt-8">
          <h3 className="font-medium">{t("tenantsTitle")}</h3>
          <p className="text-ink-quiet text-sm">{t("tenantsLead")}</p>
          <div className="mt-3 divide-y border-y">
            {cast.tenants.map((tenant) => (
              <TenantPeople key={tenant.slug} tenant={tenant} callbackUrl={callbackUrl} />
            ))}
          </div>
        </div>
      )}
    </section>
  );
}

function TenantPeople({ tenant, callbackUrl }: { tenant: CastTenant; callbackUrl: string }) {
  const t = useTranslations("demo");
  return (
    <div className="grid gap-x-6 gap-y-3 py-4 md:grid-cols-[minmax(0,17rem)_minmax(0,1fr)]">
      <div>
        <h4 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-semibold">
          {tenant.name}
          <Chip tone={tones[tenant.situation]}>{t(`situations.${tenant.situation}.short`)}</Chip>
        </h4>
        <p className="mt-1 text-ink-quiet text-sm">{t(`situations.${tenant.situation}.note`)}</p>
      </div>
      <div className="grid content-start gap-2 sm:grid-cols-2">
        {tenant.people.map(({ name, email, role, isPaymentAdministrator }) => {
          const part = isPaymentAdministrator && role !== "owner" ? "payer" : role;
          return (
            <DemoPerson
              key={email}
              name={name}
              email={email}
              role={t(`members.${part}.role`)}
              sees={tenant.situation === "sales_led" ? t("seesSalesLed") : t(`members.${part}.sees`)}
              home={homeWithin(`/t/${tenant.slug}`, callbackUrl)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Back to the page that asked for signing in, where this person may see it; otherwise where the person begins. */
function homeWithin(home: string, callbackUrl: string): string {
  const starts = [`${home}/`, `${home}?`, "/invitations/"];
  return starts.some((start) => callbackUrl.startsWith(start)) ? callbackUrl : home;
}
