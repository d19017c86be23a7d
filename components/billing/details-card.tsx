import { useLocale, useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import type { BillingDetails } from "@/lib/domain/billing-details/billing-details";
import { addressLines } from "./address";
import { countryName } from "./countries";
import { DetailsSheet } from "./details-sheet";

/** Who and where stands on the invoices. */
export function DetailsCard({ details, mayEdit }: { details: BillingDetails | null; mayEdit: boolean }) {
  const t = useTranslations("billing.details");
  const locale = useLocale();
  return (
    <Card
      title={t("title")}
      description={t("lead")}
      actions={mayEdit && <DetailsSheet details={details} label={details ? t("edit") : t("enter")} />}
    >
      {details ? (
        <KeyValueList>
          <KeyValue label={t("companyName")}>{details.companyName}</KeyValue>
          <KeyValue label={t("address")}>
            {addressLines(details, locale).map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
            {/* Server and browser may know a country by slightly different names. */}
            <span className="block" suppressHydrationWarning>
              {countryName(details.country, locale)}
            </span>
          </KeyValue>
          <KeyValue label={t("phone")} figures>
            {details.phone}
          </KeyValue>
        </KeyValueList>
      ) : (
        <p className="text-ink-soft">{mayEdit ? t("missing") : t("missingReader")}</p>
      )}
    </Card>
  );
}
