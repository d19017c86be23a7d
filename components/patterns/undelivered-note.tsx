import { useTranslations } from "next-intl";
import type { Undelivered } from "@/lib/features/foundation/mail/undelivered";

/** Says that a mail did not arrive, and why, where it was asked for. */
export function UndeliveredNote({ undelivered }: { undelivered: Undelivered | null }) {
  const t = useTranslations("messages.undelivered");
  if (!undelivered) return null;
  const { to, smtpCode } = undelivered;
  return (
    <span className="block text-bad text-sm [overflow-wrap:anywhere]">
      {smtpCode === null ? t("skipped", { to }) : t("refused", { to, code: smtpCode })}
    </span>
  );
}
