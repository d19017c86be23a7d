import { publicUrl } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { MailTemplate } from "./templates";

/**
 * A mail's subject and plain text in the reader's language. The text ends with the link that it is about, and with who
 * sends it, line by line.
 */
export function renderMail(mail: {
  locale: Locale;
  template: MailTemplate;
  values: Record<string, string>;
  path: string;
  sender: readonly string[];
}): { subject: string; body: string } {
  const translate = translator(mail.locale, "mail");
  const link = mail.path.startsWith("http") ? mail.path : `${publicUrl()}${mail.path}`;
  const text = translate(`${mail.template}.body`, mail.values as never);
  return {
    subject: translate(`${mail.template}.subject`, mail.values as never),
    body: `${text}\n\n${link}\n\n${mail.sender.join("\n")}\n${translate("signature")}\n`,
  };
}
