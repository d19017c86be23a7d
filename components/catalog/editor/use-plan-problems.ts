"use client";

import { useDeferredValue, useMemo } from "react";
import { planProblems } from "@/lib/domain/catalog/plan-problems";
import type { Problem } from "@/lib/domain/catalog/problem";
import { type RankOnSale, rankProblems } from "@/lib/domain/catalog/rank-problems";
import { type Currency, minorUnitDigits } from "@/lib/domain/money/currency";
import type { FieldProblems } from "./fields-scope";
import type { PlanDraft } from "./plan-editor-state";
import { useProblemWords } from "./use-problem-words";

const fine: FieldProblems = { errors: [], warnings: [], isMissing: false };

/** The errors of the draft on the screen, by the rules of publishing. */
export function usePlanProblems(
  key: string,
  draft: PlanDraft,
  facts: { meters: readonly { unitName: string }[]; onSale: readonly RankOnSale[] },
) {
  const { rank, definition } = useDeferredValue(draft);
  const { meters, onSale } = facts;
  const words = useProblemWords();
  const problems = useMemo<Problem[]>(
    () => [
      ...rankProblems({ key, rank, definition }, onSale).map((problem) => ({
        ...problem,
        severity: "error" as const,
      })),
      ...planProblems(definition, { meters: new Set(meters.map(({ unitName }) => unitName)) }).map(
        (problem) => asTyped(problem, definition.currency),
      ),
    ],
    [key, rank, definition, meters, onSale],
  );
  const byField = useMemo(() => groupByField(problems), [problems]);
  const problemsAt = (path: string): FieldProblems => {
    const found = byField.get(path);
    if (!found) return fine;
    const textsOf = (severity: Problem["severity"]) =>
      found.filter((problem) => problem.severity === severity).map(words);
    return {
      errors: textsOf("error"),
      warnings: textsOf("warning"),
      isMissing: found.every((problem) => problem.severity === "warning" || problem.rule === "required"),
    };
  };
  const hasError = problems.some((problem) => problem.severity === "error");
  /** Only what was checked can be priced. */
  return { problems, problemsAt, sound: hasError ? null : definition };
}

/** Amounts are typed in major units, where as many more decimals are allowed as the currency has. */
function asTyped(problem: Problem, currency: Currency): Problem {
  if (problem.rule !== "too_many_decimals" || !/Minor(\.|$)/.test(problem.field)) return problem;
  const maximum = Number(problem.params?.maximum) + minorUnitDigits(currency);
  return { ...problem, params: { ...problem.params, maximum } };
}

function groupByField(problems: readonly Problem[]): Map<string, Problem[]> {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) groups.set(problem.field, [...(groups.get(problem.field) ?? []), problem]);
  return groups;
}
