import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import type { CollectionSettings } from "@/lib/domain/collection/collection";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { saveCollectionSettings } from "@/lib/features/license/collection/collection-settings";
import { CollectionSheet } from "./collection-sheet";

type CollectionCardProps = {
  settings: CollectionSettings;
  /** Null for readers who change nothing. */
  save: ActionOf<typeof saveCollectionSettings> | null;
};

/** When an unpaid invoice is tried again, and what follows if nothing helps. */
export function CollectionCard({ settings, save }: CollectionCardProps) {
  const t = useTranslations("collection");
  const days = (count: number | null) => (count === null ? t("never") : t("days", { days: count }));
  const { retryDays, limitAfterDays, endAfterDays, atEnd } = settings;
  return (
    <Card title={t("card")} actions={save && <CollectionSheet settings={settings} save={save} />}>
      <KeyValueList>
        <KeyValue label={t("retryDays")}>
          <span className="figures">{retryDays.length === 0 ? t("noRetries") : retryDays.join(", ")}</span>
        </KeyValue>
        <KeyValue label={t("limitAfterDays")}>{days(limitAfterDays)}</KeyValue>
        <KeyValue label={t("endAfterDays")}>{days(endAfterDays)}</KeyValue>
        <KeyValue label={t("atEnd")}>
          {t(atEnd)}
          <span className="block text-ink-quiet text-sm">{t(`${atEnd}Hint`)}</span>
        </KeyValue>
      </KeyValueList>
    </Card>
  );
}
