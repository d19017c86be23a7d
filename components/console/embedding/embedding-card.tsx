import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type {
  EmbeddingSettings,
  saveEmbeddingSettings,
} from "@/lib/features/people/dashboard-sessions/embedding-settings";
import { EmbeddingSheet } from "./embedding-sheet";

type EmbeddingCardProps = {
  settings: EmbeddingSettings;
  /** Null for readers who change nothing. */
  save: ActionOf<typeof saveEmbeddingSettings> | null;
};

export function EmbeddingCard({ settings, save }: EmbeddingCardProps) {
  const t = useTranslations("embedding");
  const { origins, brandColour } = settings;
  return (
    <Card title={t("title")} actions={save && <EmbeddingSheet settings={settings} save={save} />}>
      <KeyValueList>
        <KeyValue label={t("sites")}>
          {origins.length > 0 ? (
            <span className="figures whitespace-pre-line [overflow-wrap:anywhere]">{origins.join("\n")}</span>
          ) : (
            <span className="text-ink-quiet">{t("noSites")}</span>
          )}
        </KeyValue>
        <KeyValue label={t("colour")}>
          {brandColour ? (
            <span className="figures inline-flex items-center gap-2">
              <span
                aria-hidden="true"
                className="size-4 rounded-sm border"
                style={{ backgroundColor: brandColour }}
              />
              {brandColour}
            </span>
          ) : (
            <span className="text-ink-quiet">{t("noColour")}</span>
          )}
        </KeyValue>
      </KeyValueList>
    </Card>
  );
}
