import { createTranslator } from "next-intl";
import type { PaymentTerms } from "@/lib/domain/payment-terms/payment-terms";
import type { Locale } from "./locales";
import en from "./messages/en/documents.json";
import ja from "./messages/ja/documents.json";

const messages: Record<Locale, typeof en> = { en, ja };

/** When what is sent is paid: `月末締め翌月末払い（金融機関休業日の場合は翌営業日）`. */
export function paymentTermsText({ kind, days, moved }: PaymentTerms, locale: Locale): string {
  const t = createTranslator({
    locale,
    messages: { documents: messages[locale] },
    namespace: "documents.terms",
    timeZone: "UTC",
  });
  const agreed = kind === "days" ? t("days", { days: days ?? 0 }) : t("end_of_next_month");
  return moved === "none" ? agreed : t(moved, { agreed });
}
