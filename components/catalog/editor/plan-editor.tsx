"use client";

import { useTranslations } from "next-intl";
import { useReducer, useState } from "react";
import type { PlanActions } from "@/components/catalog/plan-actions";
import { LivePrice } from "@/components/catalog/pricing/live-price";
import { useToast } from "@/components/ui/toast";
import type { AddonComponent } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { PublishSheet } from "../publish-sheet";
import { AddComponent } from "./add-component";
import { ComponentCard } from "./component-card";
import { EditorBar } from "./editor-bar";
import { FieldsScopeProvider, goToField, type MeterChoice } from "./fields-scope";
import { HeadCard, type Neighbour } from "./head-card";
import { KeptBanner } from "./kept-banner";
import { LooseErrors } from "./loose-errors";
import { type EditorChange, type EditorState, editPlan, startEditing } from "./plan-editor-state";
import { ProblemList } from "./problem-list";
import { RemovedLine } from "./removed-line";
import { useDraftSaving } from "./use-draft-saving";
import { useFieldName } from "./use-field-name";
import { useKeptDraft } from "./use-kept-draft";
import { usePlanProblems } from "./use-plan-problems";

export type PlanEditorProps = {
  planKey: string;
  start: { rank: number; definition: PlanDefinition; revision: number };
  /** The newest version, which the draft would follow; null for a plan that was never published. */
  newest: { version: number; definition: PlanDefinition } | null;
  /** Keys of the components and options of every version there has been (`publishedKeys`). */
  fixedKeys: readonly string[];
  meters: readonly MeterChoice[];
  /** What the catalog has to copy from. */
  addOns: readonly AddonComponent[];
  /** The other plans on sale. */
  neighbours: readonly Neighbour[];
  actions: PlanActions;
  /** Where the published version is shown. */
  planHref: string;
};

/** A draft as cards, beside it what it would cost and what is wrong with it. */
export function PlanEditor(props: PlanEditorProps) {
  const { planKey, start, newest, fixedKeys, meters, addOns, neighbours, actions, planHref } = props;
  const t = useTranslations("catalog.editor");
  const words = useTranslations("catalog.saving");
  const toast = useToast();
  const [draft, edit] = useReducer(
    (state: EditorState, change: EditorChange) => editPlan(state, change, fixedKeys),
    start,
    startEditing,
  );
  const { saving, save, takeOver, isDirty } = useDraftSaving(planKey, start, actions);
  const dirty = isDirty(draft);
  const { kept, restored, clear } = useKeptDraft(planKey, draft, saving.revision, dirty);
  const { problems, problemsAt, sound } = usePlanProblems(planKey, draft, { meters, onSale: neighbours });
  const [showMissing, setShowMissing] = useState(newest !== null);
  const [publishing, setPublishing] = useState<number | null>(null);
  const fieldName = useFieldName(draft.definition);
  const { components } = draft.definition;

  async function readNow() {
    const now = await actions.readPlan({ key: planKey }).catch(() => null);
    if (now?.ok) return now.value;
    toast({ title: words("notSent"), tone: "bad" });
    return null;
  }

  async function preparePublication() {
    const first = problems.find((problem) => problem.severity === "error");
    if (first) {
      setShowMissing(true);
      return goToField(first.field);
    }
    const revision = dirty || saving.revision === null ? await save(draft) : saving.revision;
    if (revision !== null) setPublishing(revision);
  }

  return (
    <FieldsScopeProvider
      value={{ currency: draft.definition.currency, meters, fixedKeys, problemsAt, showMissing }}
    >
      <EditorBar
        saving={saving}
        isDirty={dirty}
        nextVersion={(newest?.version ?? 0) + 1}
        onSave={() => save(draft)}
        onPublish={preparePublication}
        onRevert={() => edit({ type: "replace", draft: saving.saved })}
        onKeepMine={async () => {
          const now = await readNow();
          if (now) await save(draft, now.draft?.revision ?? null);
        }}
        onTakeTheirs={async () => {
          const now = await readNow();
          if (!now) return;
          const { rank, definition } = now.draft ?? now.start;
          edit({ type: "replace", draft: { rank, definition } });
          takeOver({ rank, definition }, now.draft?.revision ?? null);
        }}
      />
      {kept && (
        <KeptBanner
          isOlder={kept.revision !== saving.revision}
          onRestore={() => {
            edit({ type: "replace", draft: kept });
            restored();
          }}
          onForget={clear}
        />
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-4">
          <HeadCard rank={draft.rank} definition={draft.definition} neighbours={neighbours} edit={edit} />
          <h2 className="mt-2 font-semibold text-lg">{t("components")}</h2>
          <LooseErrors path="components" />
          {components.map((component, index) => (
            <ComponentCard
              key={draft.cardIds[index]}
              component={component}
              index={index}
              count={components.length}
              isNew={draft.attention === draft.cardIds[index]}
              edit={edit}
            />
          ))}
          {draft.removed && (
            <RemovedLine component={draft.removed.component} onPutBack={() => edit({ type: "put_back" })} />
          )}
          <AddComponent
            components={components}
            addOns={addOns}
            onAdd={(component) => edit({ type: "add", component })}
          />
        </div>
        <aside
          aria-label={t("beside")}
          className="grid min-w-0 gap-4 lg:sticky lg:top-[calc(var(--shell-top)+4.5rem)] lg:max-h-[calc(100dvh-var(--shell-top)-5.5rem)] lg:overflow-y-auto"
        >
          <ProblemList problems={problems} fieldName={fieldName} />
          <LivePrice definition={sound} />
        </aside>
      </div>
      {publishing !== null && (
        <PublishSheet
          planKey={planKey}
          revision={publishing}
          draft={draft.definition}
          newest={newest}
          actions={actions}
          planHref={planHref}
          fieldName={fieldName}
          onClose={() => setPublishing(null)}
          onPublished={clear}
        />
      )}
    </FieldsScopeProvider>
  );
}
