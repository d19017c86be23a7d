import type { PaymentTerms } from "@/lib/domain/payment-terms/payment-terms";
import { documentWords } from "./document-words";
import type { Locale } from "./locales";

/** When what is sent is paid: `月末締め翌月末払い（金融機関休業日の場合は翌営業日）`. */
export function paymentTermsText({ kind, days, moved }: PaymentTerms, locale: Locale): string {
  const t = documentWords(locale);
  const agreed = kind === "days" ? t("terms.days", { days: days ?? 0 }) : t("terms.end_of_next_month");
  return moved === "none" ? agreed : t(`terms.${moved}`, { agreed });
}
