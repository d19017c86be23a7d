"use client";

import { ArrowRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useProblemWords } from "@/components/catalog/editor/use-problem-words";
import { Banner } from "@/components/ui/banner";
import { Chip } from "@/components/ui/chip";
import { Table, Td, Th } from "@/components/ui/table";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { PublicationStep } from "@/lib/domain/catalog/publication-plan";
import type { PublicationPreview } from "@/lib/features/catalog/plans/publication/preview-publication";
import { formatUnitPrice } from "@/lib/i18n/format";
import { differences, type GroupChange } from "./differences";
import { usePlanFacts } from "./use-plan-facts";

type PublicationEffectProps = {
  preview: PublicationPreview;
  draft: PlanDefinition;
  newest: { version: number; definition: PlanDefinition } | null;
  fieldName: (field: string) => string;
};

/** What is new, what is done at Stripe, and who keeps what they have. */
export function PublicationEffect({ preview, draft, newest, fieldName }: PublicationEffectProps) {
  const t = useTranslations("catalog.publish");
  const words = useProblemWords();
  const factsOf = usePlanFacts();
  const changes = differences(newest ? factsOf(newest.definition) : [], factsOf(draft));
  const { problems, steps, holdersWhoKeepTheirs: holders } = preview;
  const reused = steps.filter((step) => step.action !== "create").length;
  return (
    <>
      {problems.length > 0 && (
        <Banner
          tone={problems.some((problem) => problem.severity === "error") ? "danger" : "warning"}
          title={t("problems", { count: problems.length })}
        >
          <ul className="list-disc pl-4">
            {problems.map((problem) => (
              <li key={`${problem.field} ${problem.rule}`}>
                {fieldName(problem.field)}: {words(problem)}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {preview.isUnchanged && <Banner title={t("unchanged", { version: preview.version })} />}
      <ul className="grid list-disc gap-1 pl-5 text-ink-soft">
        <li>{t("immutable")}</li>
        <li>{t("holders", { count: holders })}</li>
        <li>{steps.length === 0 ? t("noSteps") : t("steps", { created: steps.length - reused, reused })}</li>
      </ul>
      <section>
        <h3 className="mb-2 font-semibold">
          {newest ? t("changes", { version: newest.version }) : t("contents")}
        </h3>
        {changes.length === 0 ? (
          <p className="text-ink-quiet">{t("noChanges")}</p>
        ) : (
          <ul className="divide-y rounded-lg border">
            {changes.map((change) => (
              <li key={change.key} className="px-4 py-3">
                <Change change={change} isFirstVersion={newest === null} />
              </li>
            ))}
          </ul>
        )}
      </section>
      {steps.length > 0 && (
        <section>
          <h3 className="mb-2 font-semibold">{t("stripe")}</h3>
          <Steps steps={steps} />
        </section>
      )}
    </>
  );
}

const tones = { added: "good", removed: "bad", changed: "info" } as const;

function Change({ change, isFirstVersion }: { change: GroupChange; isFirstVersion: boolean }) {
  const t = useTranslations("catalog.publish");
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 font-medium">
        {change.title}
        {change.kind && change.kind !== change.title && (
          <span className="font-normal text-ink-quiet text-sm">{change.kind}</span>
        )}
        {!isFirstVersion && <Chip tone={tones[change.change]}>{t(`change.${change.change}`)}</Chip>}
      </p>
      <dl className="mt-1 grid gap-0.5 text-sm">
        {change.facts.map(({ label, before, after }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two options of a group may be called the same.
          <div key={index} className="flex flex-wrap gap-x-3">
            <dt className="basis-40 text-ink-quiet">{label || t("name")}</dt>
            <dd className="figures flex min-w-0 flex-1 basis-52 flex-wrap items-center gap-1.5">
              {change.change === "changed" && (
                <>
                  <del className="text-ink-quiet">{before ?? t("nothing")}</del>
                  <ArrowRight aria-hidden="true" className="size-3.5 text-ink-quiet" />
                </>
              )}
              <span>{after ?? t("nothing")}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const stepTones = { create: "good", rename: "info", reuse: "neutral" } as const;

function Steps({ steps }: { steps: readonly PublicationStep[] }) {
  const t = useTranslations("catalog.publish");
  const locale = useLocale();
  return (
    <Table>
      <caption className="sr-only">{t("stripe")}</caption>
      <thead>
        <tr>
          <Th>{t("step.what")}</Th>
          <Th>{t("step.name")}</Th>
          <Th numeric>{t("step.amount")}</Th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={[step.object, step.component, step.option, step.interval].join(" ")}>
            <Td className="whitespace-nowrap">
              <Chip tone={stepTones[step.action]}>{t(`actions.${step.object}.${step.action}`)}</Chip>
            </Td>
            <Td>
              {step.name[locale]}
              {step.productName !== null && (
                <span className="block text-ink-quiet text-sm">
                  {t(`productNames.${step.action}`, { name: step.productName })}
                </span>
              )}
            </Td>
            <Td numeric>
              {step.unitAmountMinor !== null &&
                step.interval !== null &&
                t(`interval.${step.interval}`, {
                  amount: formatUnitPrice(step.unitAmountMinor, step.currency, locale),
                })}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
