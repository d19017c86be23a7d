import type { addNote, deleteNote, editNote, pinNote } from "@/lib/features/console/notes/write-notes";

/** What can be done with a tenant's notes. */
export type NoteActions = {
  addNote: (input: Parameters<typeof addNote>[2]) => ReturnType<typeof addNote>;
  editNote: (input: Parameters<typeof editNote>[2]) => ReturnType<typeof editNote>;
  deleteNote: (input: Parameters<typeof deleteNote>[2]) => ReturnType<typeof deleteNote>;
  pinNote: (input: Parameters<typeof pinNote>[2]) => ReturnType<typeof pinNote>;
};
