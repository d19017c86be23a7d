"use client";

import { AlertTriangle, CheckCircle2, CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { linkLook } from "@/components/ui/text-link";
import type { Problem } from "@/lib/domain/catalog/problem";
import { goToField } from "./fields-scope";
import { useProblemWords } from "./use-problem-words";

type ProblemListProps = {
  problems: readonly Problem[];
  /** The name of the field, such as "Seats: included". */
  fieldName: (field: string) => string;
};

/** All errors that prevent publishing, then warnings. Each leads to its field. */
export function ProblemList({ problems, fieldName }: ProblemListProps) {
  const t = useTranslations("catalog.problems");
  const errors = problems.filter((problem) => problem.severity === "error");
  const warnings = problems.filter((problem) => problem.severity === "warning");
  return (
    <Card
      title={problems.length > 0 ? t("title") : undefined}
      aria-label={problems.length > 0 ? undefined : t("title")}
    >
      <p role="status" className="flex items-start gap-2">
        {errors.length === 0 ? (
          <CheckCircle2 aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-good" />
        ) : (
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-bad" />
        )}
        {errors.length === 0 ? t("none") : t("errors", { count: errors.length })}
      </p>
      <Items problems={errors} fieldName={fieldName} />
      {warnings.length > 0 && (
        <p className="mt-4 flex items-start gap-2">
          <AlertTriangle aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
          {t("warnings", { count: warnings.length })}
        </p>
      )}
      <Items problems={warnings} fieldName={fieldName} />
    </Card>
  );
}

/** More errors than these have one larger cause, such as a wrong file. */
const mostShown = 30;

function Items({ problems, fieldName }: ProblemListProps) {
  const t = useTranslations("catalog.problems");
  const words = useProblemWords();
  if (problems.length === 0) return null;
  return (
    <ul className="mt-2 grid gap-1.5 text-sm">
      {problems.slice(0, mostShown).map((problem) => (
        <li key={`${problem.field} ${problem.rule}`} className="pl-6">
          <button type="button" className={linkLook("text-left")} onClick={() => goToField(problem.field)}>
            {fieldName(problem.field)}
          </button>{" "}
          <span className="text-ink-soft">{words(problem)}</span>
        </li>
      ))}
      {problems.length > mostShown && (
        <li className="pl-6 text-ink-quiet">{t("more", { count: problems.length - mostShown })}</li>
      )}
    </ul>
  );
}
