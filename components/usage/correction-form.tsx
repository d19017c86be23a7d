"use client";

import { useTranslations } from "next-intl";
import { ActionForm, FormField, FormMessage, SubmitButton } from "@/components/patterns/action-form";
import type { FormState } from "@/components/patterns/form-state";
import { refusalState } from "@/components/patterns/refusal";
import { Button } from "@/components/ui/button";
import { Textarea, TextInput } from "@/components/ui/text-input";
import type { Refusal, Result } from "@/lib/domain/errors";
import type { EventView } from "@/lib/features/console/usage-events/read-event";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { Corrected, voidEvent } from "@/lib/features/usage/metering/corrections/correct-event";

type CorrectionFormProps = {
  event: EventView;
  correction: "void" | "amend";
  onVoid: ActionOf<typeof voidEvent>;
  onAmend: (input: {
    eventId: string;
    reason: string;
    metadata: string;
    timestamp: string;
  }) => Promise<Result<Corrected>>;
  onBack: () => void;
  onDone: (corrected: Corrected) => void;
};

/** Takes an event out of the counts, or lets it count as something else; with a reason, always. */
export function CorrectionForm({ event, correction, onVoid, onAmend, onBack, onDone }: CorrectionFormProps) {
  const t = useTranslations("usage.event");
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const words = useTranslations("usage.test");
  const { eventId } = event;
  const now = event.effective ?? event;

  async function submit(_before: unknown, data: FormData): Promise<FormState & { corrected?: Corrected }> {
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const input = { eventId, reason: text("reason") };
    try {
      const result =
        correction === "void"
          ? await onVoid(input)
          : await onAmend({ ...input, metadata: text("metadata"), timestamp: text("timestamp") });
      return result.ok ? { ok: true, corrected: result.value } : refusalState(errors, ofForm(result.refusal));
    } catch {
      return { ok: false, message: words("notSent") };
    }
  }

  return (
    <ActionForm
      action={submit}
      onDone={({ corrected }) => corrected && onDone(corrected)}
      className="grid gap-4"
    >
      <FormMessage />
      {correction === "amend" && (
        <>
          <FormField name="metadata" label={t("metadata")}>
            <Textarea
              defaultValue={JSON.stringify(now.properties, null, 2)}
              rows={5}
              spellCheck={false}
              className="font-mono text-sm"
            />
          </FormField>
          <FormField name="timestamp" label={t("timestamp")} hint={t("timestampHint")}>
            <TextInput
              defaultValue={now.occurredAt}
              spellCheck={false}
              autoComplete="off"
              className="font-mono"
            />
          </FormField>
        </>
      )}
      <FormField name="reason" label={t("reasonLabel")} hint={t("reasonHint")}>
        <TextInput autoComplete="off" />
      </FormField>
      <div className="flex flex-wrap-reverse justify-end gap-2">
        <Button onClick={onBack}>{common("back")}</Button>
        <SubmitButton variant={correction === "void" ? "danger" : "primary"}>
          {t(`${correction}Submit`)}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

/** The form has one field for all properties, which shows the errors of each. */
const ofForm = (refusal: Refusal): Refusal => ({
  ...refusal,
  fields: refusal.fields?.map((error) => ({ ...error, field: error.field.split(".")[0] ?? "" })),
});
