"use client";

import { FileSpreadsheet } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ruleText } from "@/components/patterns/refusal";
import { TextFileButton } from "@/components/patterns/text-file-button";
import { useButtonAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/text-input";
import type { ImportReport, importTenants } from "@/lib/features/console/tenant-import/import-tenants";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { ImportResult } from "./import-result";

type ImportScreenProps = {
  importTenants: ActionOf<typeof importTenants>;
  /** In characters. More is not even sent: a server action cuts off what is far too long. */
  longest: number;
};

/** A file or what was pasted is looked at first; only what has no problem can be imported. */
export function ImportScreen({ importTenants, longest }: ImportScreenProps) {
  const t = useTranslations("tenantImport");
  const errors = useTranslations("errors");
  const { pending, run } = useButtonAction();
  const [text, setText] = useState("");
  const [report, setReport] = useState<ImportReport | null>(null);
  const isReady = report !== null && !report.done && report.problems.length === 0;

  const isTooLong = text.length > longest;

  function take(next: string) {
    setText(next);
    setReport(null);
  }
  const look = (what: string) => run(() => importTenants({ text: what, dryRun: true }), setReport);

  return (
    <div className="grid gap-5">
      <Card title={t("file.title")} description={t("file.lead")}>
        <div className="grid gap-4">
          <TextFileButton
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
            label={t("file.label")}
            icon={<FileSpreadsheet aria-hidden="true" />}
            disabled={pending}
            onRead={(read) => {
              take(read);
              if (read.length <= longest) look(read);
            }}
          >
            {t("file.choose")}
          </TextFileButton>
          <Field
            label={t("file.text")}
            hint={t("file.hint")}
            error={
              isTooLong
                ? ruleText(errors, { field: "text", rule: "too_long", params: { maximum: longest } })
                : undefined
            }
          >
            <Textarea
              rows={8}
              spellCheck={false}
              value={text}
              className="max-h-96 whitespace-pre font-mono text-xs"
              onChange={(event) => take(event.target.value)}
            />
          </Field>
          <div className="flex flex-wrap gap-3">
            <Button
              pending={pending && !isReady}
              disabled={text.trim() === "" || isTooLong || pending}
              variant={isReady ? "secondary" : "primary"}
              onClick={() => look(text)}
            >
              {t("check")}
            </Button>
            {isReady && report.created + report.updated > 0 && (
              <Button
                variant="primary"
                pending={pending}
                onClick={() => run(() => importTenants({ text, dryRun: false }), setReport)}
              >
                {t("import", { count: report.created + report.updated })}
              </Button>
            )}
          </div>
        </div>
      </Card>
      {report && <ImportResult report={report} />}
    </div>
  );
}
