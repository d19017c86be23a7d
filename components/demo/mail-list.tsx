import { useTranslations } from "next-intl";
import { DateText } from "@/components/ui/date-text";
import type { SentMail } from "@/lib/features/foundation/mail/list-sent-mails";
import { linkedText } from "./linked-text";

/** So many of the newest mails are open at first. */
const newest = 5;

/** Mails as they were sent, newest first. */
export function MailList({ mails, timeZone }: { mails: readonly SentMail[]; timeZone: string }) {
  const t = useTranslations("demo.mailbox");
  return (
    <div>
      <p className="mb-2 text-ink-quiet text-sm">{t("count", { count: mails.length })}</p>
      <ul className="divide-y rounded-lg border bg-surface shadow-card">
        {mails.map((mail, index) => (
          <li key={`${mail.sentAt} ${mail.recipient} ${mail.subject}`}>
            <details open={index < newest}>
              <summary className="flex list-none flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 px-5 py-3 transition-colors hover:bg-wash">
                <span className="min-w-0 flex-1 basis-72 font-medium">{mail.subject}</span>
                <span className="text-ink-quiet text-sm [overflow-wrap:anywhere]">
                  {t("to")} {mail.recipient} ·{" "}
                  <DateText at={mail.sentAt} timeZone={timeZone} format="dateTime" className="figures" />
                </span>
              </summary>
              <p className="whitespace-pre-line border-t px-5 py-4 text-ink-soft [overflow-wrap:anywhere]">
                {linkedText(mail.body)}
              </p>
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}
