import { publicUrl } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";

export const mailTemplates = [
  "sign_in",
  "payment_administrator_you",
  "payment_administrator_no_longer_you",
  "license_activated",
  "license_changed",
  "license_ended",
  "payment_failed",
  "renewal_change_refused",
  "reservation_failed",
  "invoice_overdue",
  "contract_ends",
  "contract_ends_for_rep",
  "contract_renews",
  "contract_renews_for_rep",
  "quote_sent",
  "quote_accepted",
  "quote_declined",
  "billing_details_entered",
  "invitation",
  "invitation_owner",
  "invitation_staff",
  "member_removed",
  "owner_added",
  "admin_added",
  "role_taken",
  "now_sales_led",
  "now_self_serve",
  "portal_link",
] as const;

export type MailTemplate = (typeof mailTemplates)[number];

/** A mail's subject and plain text in the reader's language, ending with the link it is about. */
export function renderMail(mail: {
  locale: Locale;
  template: MailTemplate;
  values: Record<string, string>;
  path: string;
}): { subject: string; body: string } {
  const translate = translator(mail.locale, "mail");
  const link = mail.path.startsWith("http") ? mail.path : `${publicUrl()}${mail.path}`;
  const text = translate(`${mail.template}.body`, mail.values as never);
  return {
    subject: translate(`${mail.template}.subject`, mail.values as never),
    body: `${text}\n\n${link}\n\n${translate("signature")}\n`,
  };
}
