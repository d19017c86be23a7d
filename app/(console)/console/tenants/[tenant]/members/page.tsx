import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { bindTenant } from "@/app/_components/bind-tenant";
import * as memberActions from "@/app/(tenant)/t/[tenant]/members/actions";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { InviteMemberSheet } from "@/components/people/invite-member-sheet";
import { MembersBoard } from "@/components/people/members-board";
import { orNotFound } from "@/lib/auth/guard";
import { readMembers } from "@/lib/features/people/members/read-members";
import { openTenant } from "../open-tenant";

type PageProps = { params: Promise<{ tenant: string }>; searchParams: Promise<TableParams> };

export async function generateMetadata({ params }: Pick<PageProps, "params">): Promise<Metadata> {
  const { tenant } = await openTenant((await params).tenant);
  return { title: `${(await getTranslations("members"))("title")} · ${tenant.name}` };
}

/** A tenant's members, managed on its behalf by its rep and by SaaS admins; other staff look on. */
export default async function ConsoleMembersPage({ params, searchParams }: PageProps) {
  const { ctx, person, tenant } = await openTenant((await params).tenant);
  const [t, bringingIn, overview] = await Promise.all([
    getTranslations("people"),
    getTranslations("bringingIn"),
    readMembers(ctx, tenant.id, {}).then(orNotFound),
  ]);
  const actions = bindTenant(memberActions, tenant.slug);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-ink-quiet">
          {overview.bringsInMembersOnly ? bringingIn("onlyMembers") : t("managedBy")}
        </p>
        {overview.rolesToGive.length > 0 && (
          <InviteMemberSheet overview={overview} inviteMember={actions.inviteMember} />
        )}
      </div>
      <MembersBoard
        tenant={tenant}
        overview={overview}
        state={readTableState(await searchParams)}
        ownId={person.id}
        actions={actions}
      />
    </>
  );
}
