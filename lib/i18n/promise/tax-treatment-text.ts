import type { TaxTreatment } from "@/lib/domain/promise/promise-terms";
import type { Locale } from "../locales";
import { priceWords } from "../pricing/words";

/** Why no tax is charged, as invoices and previews say it; null where tax is charged. */
export function taxTreatmentText(
  { treatment, reason }: { treatment: TaxTreatment; reason: string | null },
  currency: string,
  locale: Locale,
): string | null {
  const { t } = priceWords(currency, locale);
  if (treatment === "exempt") return t("promise.exempt", { reason: reason ?? "" });
  return treatment === "reverse_charge" ? t("promise.reverseCharge") : null;
}
