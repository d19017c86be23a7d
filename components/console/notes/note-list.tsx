"use client";

import { Pin, StickyNote } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import type { NoteView } from "@/lib/features/console/notes/list-notes";
import { NewNote } from "./new-note";
import type { NoteActions } from "./note-actions";
import { DeleteNote, EditNote, PinNote } from "./note-buttons";

/** Staff's notes on a tenant, and a place to write the next one. */
export function NoteList({
  notes,
  mayWrite,
  timeZone,
  actions,
}: {
  notes: readonly NoteView[];
  mayWrite: boolean;
  timeZone: string;
  actions: NoteActions;
}) {
  const t = useTranslations("notes");
  return (
    <Card title={t("title")} description={t("lead")}>
      {mayWrite && <NewNote actions={actions} />}
      {notes.length === 0 ? (
        <EmptyState icon={<StickyNote />} title={t("empty")}>
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <ul className="divide-y">
          {notes.map((note) => (
            <li key={note.id} className="py-4 first:pt-0 last:pb-0">
              <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-quiet text-sm">
                {note.isPinned && (
                  <Chip tone="info" icon={<Pin aria-hidden="true" />}>
                    {t("pinned")}
                  </Chip>
                )}
                <span className="font-medium text-ink-soft">{note.authorName}</span>
                <DateText at={note.createdAt} timeZone={timeZone} format="dateTime" className="figures" />
                {note.editedAt && <span>{t("edited")}</span>}
              </div>
              <p className="mt-1.5 whitespace-pre-wrap [overflow-wrap:anywhere]">{note.body}</p>
              {mayWrite && (
                <div className="mt-1 -ml-2.5 flex flex-wrap">
                  <PinNote note={note} actions={actions} />
                  {note.isOwn && <EditNote note={note} actions={actions} />}
                  {note.isOwn && <DeleteNote note={note} actions={actions} />}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
