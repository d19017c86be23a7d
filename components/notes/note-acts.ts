import type { Result } from "@/lib/domain/errors";

/** The server actions on a tenant's notes as the screen knows them. */
export type NoteActs = {
  add(input: { body: string; requestKey: string }): Promise<Result<{ id: string }>>;
  edit(input: { id: string; body: string }): Promise<Result<{ id: string }>>;
  remove(id: string): Promise<Result<{ id: string }>>;
  pin(input: { id: string; isPinned: boolean }): Promise<Result<{ id: string }>>;
};
