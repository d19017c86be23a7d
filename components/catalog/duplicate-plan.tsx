"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { ActionForm, FormField, FormMessage } from "@/components/patterns/action-form";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { TextInput } from "@/components/ui/text-input";
import type { Result } from "@/lib/domain/errors";

type DuplicatePlanProps = {
  open: boolean;
  onClose: () => void;
  planKey: string;
  duplicate: (newKey: string) => Promise<Result<{ key: string }>>;
};

/** Asks for the key of the copy, which opens as a draft. */
export function DuplicatePlan({ open, onClose, planKey, duplicate }: DuplicatePlanProps) {
  const t = useTranslations("catalog.menu");
  const common = useTranslations("common");
  const router = useRouter();
  const runAction = useFormAction();
  const formId = useId();
  const [pending, setPending] = useState(false);
  async function submit(_previous: unknown, data: FormData) {
    setPending(true);
    const answer = await runAction(
      () => duplicate(String(data.get("newKey") ?? "").trim()),
      ({ key }) => router.push(`/console/catalog/plans/${key}`),
    );
    setPending(false);
    return answer;
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && !pending && onClose()}
      title={t("duplicateTitle")}
      description={t("duplicateLead")}
      footer={
        <>
          <DialogClose>
            <Button disabled={pending}>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" pending={pending}>
            {t("duplicateNow")}
          </Button>
        </>
      }
    >
      <ActionForm id={formId} action={submit} onDone={onClose} className="grid gap-4">
        <FormMessage />
        <FormField name="newKey" label={t("newKey")} hint={t("newKeyHint")}>
          <TextInput
            defaultValue={`${planKey}-copy`.slice(0, 40)}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        </FormField>
      </ActionForm>
    </Dialog>
  );
}
