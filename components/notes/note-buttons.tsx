"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useButtonAct, useFormAct } from "@/components/patterns/use-act";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/text-input";
import type { NoteView } from "@/lib/features/console/notes/list-notes";
import type { NoteActs } from "./note-acts";

type Props<Act extends keyof NoteActs> = { note: NoteView; acts: Pick<NoteActs, Act> };

export function PinNote({ note, acts }: Props<"pin">) {
  const t = useTranslations("notes");
  const router = useRouter();
  const { pending, run } = useButtonAct();
  return (
    <Button
      variant="quiet"
      size="sm"
      pending={pending}
      onClick={() =>
        run(
          () => acts.pin({ id: note.id, isPinned: !note.isPinned }),
          () => router.refresh(),
        )
      }
    >
      {t(note.isPinned ? "unpin" : "pin")}
    </Button>
  );
}

export function EditNote({ note, acts }: Props<"edit">) {
  const t = useTranslations("notes");
  const router = useRouter();
  const act = useFormAct();
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
        act(
          () => acts.edit({ id: note.id, body: value("body") }),
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

export function DeleteNote({ note, acts }: Props<"remove">) {
  const t = useTranslations("notes");
  const router = useRouter();
  const act = useFormAct();
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
        act(
          () => acts.remove(note.id),
          () => router.refresh(),
        )
      }
    >
      <p>{t("deleteLead")}</p>
    </ConfirmDialog>
  );
}
