"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useButtonAction, useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/text-input";
import type { NoteView } from "@/lib/features/console/notes/list-notes";
import type { NoteActions } from "./note-actions";

type Props<Name extends keyof NoteActions> = { note: NoteView; actions: Pick<NoteActions, Name> };

export function PinNote({ note, actions }: Props<"pinNote">) {
  const t = useTranslations("notes");
  const router = useRouter();
  const { pending, run } = useButtonAction();
  return (
    <Button
      variant="quiet"
      size="sm"
      pending={pending}
      onClick={() =>
        run(
          () => actions.pinNote({ id: note.id, isPinned: !note.isPinned }),
          () => router.refresh(),
        )
      }
    >
      {t(note.isPinned ? "unpin" : "pin")}
    </Button>
  );
}

export function EditNote({ note, actions }: Props<"editNote">) {
  const t = useTranslations("notes");
  const router = useRouter();
  const runAction = useFormAction();
  return (
    <FormSheet
      trigger={
        <Button variant="quiet" size="sm">
          {t("edit")}
        </Button>
      }
      title={t("editTitle")}
      submitLabel={t("save")}
      onSubmit={(value) =>
        runAction(
          () => actions.editNote({ id: note.id, body: value("body") }),
          () => router.refresh(),
        )
      }
    >
      <FormField name="body" label={t("text")}>
        <Textarea rows={8} maxLength={4000} defaultValue={note.body} />
      </FormField>
    </FormSheet>
  );
}

export function DeleteNote({ note, actions }: Props<"deleteNote">) {
  const t = useTranslations("notes");
  const router = useRouter();
  const runAction = useFormAction();
  return (
    <ConfirmDialog
      trigger={
        <Button variant="quiet" size="sm">
          {t("delete")}
        </Button>
      }
      title={t("deleteTitle")}
      confirmLabel={t("deleteConfirm")}
      danger
      onConfirm={() =>
        runAction(
          () => actions.deleteNote({ id: note.id }),
          () => router.refresh(),
        )
      }
    >
      <p>{t("deleteLead")}</p>
    </ConfirmDialog>
  );
}
