import { useLocale, useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import { inLanguage, type Seller } from "@/lib/domain/seller/seller";
import type { saveSeller } from "@/lib/features/foundation/seller/save-seller";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { SellerSheet } from "./seller-sheet";

type SellerCardProps = {
  seller: Seller;
  /** Null for readers who change nothing. */
  save: ActionOf<typeof saveSeller> | null;
};

/** What documents say of the seller, in the reader's language. */
export function SellerCard({ seller, save }: SellerCardProps) {
  const t = useTranslations("seller");
  const locale = useLocale();
  const { phone, registrationNumber, mail } = seller;
  const sender = [mail.name, mail.address].filter(Boolean).join(" · ");
  return (
    <Card
      title={t("who")}
      description={t("otherLanguage")}
      actions={save && <SellerSheet seller={seller} save={save} />}
    >
      <KeyValueList>
        {(["name", "address"] as const).map((part) => (
          <KeyValue key={part} label={t(part)}>
            <Text value={inLanguage(seller[part], locale)} />
          </KeyValue>
        ))}
        <KeyValue label={t("phone")}>
          <Text value={phone} />
        </KeyValue>
        <KeyValue label={t("registrationNumber")}>
          <Text value={registrationNumber} />
        </KeyValue>
        {(["bankDetails", "invoiceFooter"] as const).map((part) => (
          <KeyValue key={part} label={t(part)}>
            <Text value={inLanguage(seller[part], locale)} />
          </KeyValue>
        ))}
        <KeyValue label={t("mailSender")}>
          <Text value={sender} />
        </KeyValue>
      </KeyValueList>
    </Card>
  );
}

function Text({ value }: { value: string }) {
  const t = useTranslations("seller");
  if (value === "") return <span className="text-ink-quiet">{t("none")}</span>;
  return <span className="figures whitespace-pre-line [overflow-wrap:anywhere]">{value}</span>;
}
