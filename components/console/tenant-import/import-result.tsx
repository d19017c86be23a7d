import { useTranslations } from "next-intl";
import { ruleText } from "@/components/patterns/refusal";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { Table, Td, Th } from "@/components/ui/table";
import type { ImportReport } from "@/lib/features/console/tenant-import/import-tenants";

/** What was found, or done; with problems, nothing was written at all. */
export function ImportResult({ report }: { report: ImportReport }) {
  const t = useTranslations("tenantImport");
  const { rows, created, updated, unchanged, problems, done } = report;
  if (problems.length > 0) return <Problems problems={problems} />;
  return (
    <Banner
      tone={done ? "success" : "info"}
      announce
      title={t(done ? "done" : "ready", { rows })}
      action={done && <LinkButton href="/console/tenants?sort=created.desc">{t("see")}</LinkButton>}
    >
      {t(done ? "doneCounts" : "readyCounts", { created, updated, unchanged })}
    </Banner>
  );
}

function Problems({ problems }: Pick<ImportReport, "problems">) {
  const t = useTranslations("tenantImport");
  const errors = useTranslations("errors");
  return (
    <>
      <Banner tone="danger" announce title={t("problems", { count: problems.length })}>
        {t("nothingWritten")}
      </Banner>
      <Card title={t("problemsTitle")}>
        <Table wide={t("problemsTitle")}>
          <caption className="sr-only">{t("problemsTitle")}</caption>
          <thead>
            <tr>
              <Th numeric>{t("row")}</Th>
              <Th>{t("column")}</Th>
              <Th>{t("value")}</Th>
              <Th>{t("problem")}</Th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem) => (
              <tr key={`${problem.line} ${problem.field} ${problem.rule}`}>
                <Th scope="row" numeric className="figures text-ink">
                  {problem.line}
                </Th>
                <Td className="font-mono text-xs">{problem.field || "–"}</Td>
                <Td className="max-w-60 break-words">{problem.value || "–"}</Td>
                <Td>{ruleText(errors, problem)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </>
  );
}
