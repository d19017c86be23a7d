"use client";

import { FileJson, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useProblemWords } from "@/components/catalog/editor/use-problem-words";
import { refusalText } from "@/components/patterns/refusal";
import { TextFileButton } from "@/components/patterns/text-file-button";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { Textarea, TextInput } from "@/components/ui/text-input";
import type { Refusal } from "@/lib/domain/errors";
import { keyFromName } from "./editor/component-key";
import type { NewPlanActions } from "./plan-actions";

/** Makes a draft of a plan that comes as JSON, from a file or pasted. Errors are listed by field. */
export function ImportSheet({ actions }: { actions: NewPlanActions }) {
  const t = useTranslations("catalog.import");
  const common = useTranslations("common");
  const saving = useTranslations("catalog.saving");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [document, setDocument] = useState("");
  const [key, setKey] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isLost, setIsLost] = useState(false);
  const [pending, startTransition] = useTransition();
  const keyErrors = useFieldTexts(refusal, "key");

  function take(text: string) {
    setDocument(text);
    setRefusal(null);
    if (key === "") setKey(keyIn(text));
  }

  function importNow() {
    startTransition(async () => {
      setIsLost(false);
      try {
        const result = await actions.importPlan({ key: key.trim(), document });
        if (!result.ok) return setRefusal(result.refusal);
        setOpen(false);
        router.push(`/console/catalog/plans/${result.value.key}`);
      } catch {
        setIsLost(true);
      }
    });
  }

  return (
    <Sheet
      open={open}
      onOpenChange={(next) => !pending && setOpen(next)}
      trigger={<Button icon={<Upload aria-hidden="true" />}>{t("open")}</Button>}
      title={t("title")}
      description={t("lead")}
      footer={
        <>
          <DialogClose>
            <Button disabled={pending}>{common("cancel")}</Button>
          </DialogClose>
          <Button variant="primary" pending={pending} disabled={document.trim() === ""} onClick={importNow}>
            {t("import")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {isLost && <Banner tone="danger" announce title={saving("notSent")} />}
        {refusal && <Problems refusal={refusal} />}
        <TextFileButton
          accept="application/json,.json"
          label={t("file")}
          icon={<FileJson aria-hidden="true" />}
          onRead={take}
        >
          {t("choose")}
        </TextFileButton>
        <Field label={t("document")} hint={t("documentHint")}>
          <Textarea
            rows={10}
            spellCheck={false}
            value={document}
            className="max-h-96 font-mono text-xs"
            onChange={(event) => take(event.target.value)}
          />
        </Field>
        <Field label={t("key")} hint={t("keyHint")} error={keyErrors}>
          <TextInput
            value={key}
            onValueChange={setKey}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        </Field>
      </div>
    </Sheet>
  );
}

/** Every field that is wrong, as the file calls it, with the rule. */
function Problems({ refusal }: { refusal: Refusal }) {
  const errors = useTranslations("errors");
  const t = useTranslations("catalog.import");
  const words = useProblemWords();
  const fields = refusal.fields ?? [];
  return (
    <Banner
      tone="danger"
      announce
      title={fields.length > 0 ? t("problems", { count: fields.length }) : refusalText(errors, refusal)}
    >
      <ul className="grid max-h-60 gap-1 overflow-y-auto">
        {fields.map((problem) => (
          <li key={`${problem.field} ${problem.rule}`}>
            <code className="font-mono text-ink text-xs">{problem.field || "–"}</code> {words(problem)}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function useFieldTexts(refusal: Refusal | null, field: string): string[] {
  const words = useProblemWords();
  return (refusal?.fields ?? []).filter((problem) => problem.field === field).map(words);
}

/** A key from the name that the file says, if it can be read at all. */
function keyIn(text: string): string {
  try {
    const name = JSON.parse(text)?.name?.en;
    return typeof name === "string" ? keyFromName(name) : "";
  } catch {
    return "";
  }
}
