import type { Metadata } from "next";
import { bindTenant } from "@/app/_components/bind-tenant";
import { NoteList } from "@/components/console/notes/note-list";
import { orNotFound } from "@/lib/auth/guard";
import { listNotes } from "@/lib/features/console/notes/list-notes";
import { openTenant } from "../open-tenant";
import * as actions from "./actions";

type Params = Promise<{ tenant: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { tenant } = await openTenant((await params).tenant);
  return { title: tenant.name };
}

/** What staff tell each other about a tenant; the tenant never sees it. */
export default async function ConsoleTenantNotesPage({ params }: { params: Params }) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const { notes, mayWrite } = orNotFound(await listNotes(ctx, tenant.id, {}));
  return (
    <NoteList
      notes={notes}
      mayWrite={mayWrite}
      timeZone={tenant.timeZone}
      actions={bindTenant(actions, tenant.slug)}
    />
  );
}
