import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { LinkTabs } from "@/components/ui/link-tabs";
import type { MailExample } from "@/lib/features/console/mails/preview-mail";
import { type Locale, localeNames, locales } from "@/lib/i18n/locales";
import type { MailTemplate } from "@/lib/mail/templates";

type MailPreviewProps = { mail: MailExample };

const addressOf = (template: MailTemplate, locale: Locale) =>
  `/console/settings/mails?mail=${template}&language=${locale}`;

/** One mail in one language, as HTML and as the text that goes with it, beside the list of all mails. */
export function MailPreview({ mail }: MailPreviewProps) {
  const { template, locale } = mail;
  const t = useTranslations("mails");
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[16rem_minmax(0,1fr)]">
      <nav
        aria-label={t("all")}
        className="max-h-56 overflow-y-auto rounded-lg border bg-surface p-2 lg:max-h-none"
      >
        <ul>
          {mail.templates.map((each) => (
            <li key={each}>
              <Link
                href={addressOf(each, locale)}
                aria-current={each === template ? "page" : undefined}
                className={cx(
                  "flex min-h-10 items-center rounded-md px-3 py-1.5 hover:bg-wash",
                  each === template && "bg-wash font-semibold",
                )}
              >
                {t(`names.${each}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Card title={mail.subject} description={t("example")}>
        <LinkTabs
          label={t("language")}
          tabs={locales.map((each) => ({
            href: addressOf(template, each),
            label: localeNames[each],
            current: each === locale,
          }))}
        />
        {/* Nothing in it runs, and no link leads anywhere. */}
        <iframe
          title={t("html", { subject: mail.subject })}
          srcDoc={mail.html}
          sandbox=""
          lang={locale}
          className="mt-4 h-[40rem] w-full rounded-md border"
        />
        <h3 className="mt-5 font-semibold">{t("text")}</h3>
        <pre
          lang={locale}
          className="mt-2 whitespace-pre-wrap rounded-md bg-wash p-4 text-sm [overflow-wrap:anywhere]"
        >
          {mail.text}
        </pre>
      </Card>
    </div>
  );
}
