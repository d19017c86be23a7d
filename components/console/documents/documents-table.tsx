import { useLocale, useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { Table, Td, Th } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Tone } from "@/components/ui/tone";
import type { FoundDocument } from "@/lib/features/console/documents/find-documents";
import { formatDate } from "@/lib/i18n/format";

const tones = { waiting: "neutral", kept: "good", failed: "bad" } as const satisfies Record<
  FoundDocument["state"],
  Tone | "neutral"
>;

/** The documents that were found, newest first. */
export function DocumentsTable({ rows }: { rows: FoundDocument[] }) {
  const t = useTranslations("documentArchive");
  const locale = useLocale();
  if (rows.length === 0) return <EmptyState title={t("empty")}>{t("emptyBody")}</EmptyState>;
  const day = (text: string) => formatDate(`${text}T00:00:00Z`, "UTC", locale);
  return (
    <Table wide={t("title")} className="min-w-[46rem]">
      <thead>
        <tr>
          <Th>{t("columns.issuedOn")}</Th>
          <Th>{t("columns.kind")}</Th>
          <Th>{t("columns.number")}</Th>
          <Th>{t("columns.payer")}</Th>
          <Th numeric>{t("columns.amount")}</Th>
          <Th>{t("columns.state")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Td className="figures whitespace-nowrap">{day(row.issuedOn)}</Td>
            <Td className="whitespace-nowrap">{t(`kinds.${row.kind}`)}</Td>
            <Td className="figures">
              {row.state === "kept" ? (
                <TextLink href={`/console/documents/${row.id}`} external download>
                  {row.number}
                </TextLink>
              ) : (
                row.number
              )}
            </Td>
            <Td className="[overflow-wrap:anywhere]">{row.payerName}</Td>
            <Td numeric>
              <Money minor={row.amountMinor} currency={row.currency} />
            </Td>
            <Td>
              <Chip tone={tones[row.state]}>{t(`states.${row.state}`)}</Chip>
              <span className="mt-1 block text-ink-quiet text-sm" title={row.contentHash ?? undefined}>
                {row.state === "failed"
                  ? t(`problems.${row.problem === "too_large" ? "too_large" : "other"}`)
                  : t("until", { day: day(row.keepUntil) })}
              </span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
