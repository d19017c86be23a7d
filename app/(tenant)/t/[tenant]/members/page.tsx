import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { bindTenant } from "@/app/_components/bind-tenant";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { InviteMemberSheet } from "@/components/people/invite-member-sheet";
import { MembersBoard } from "@/components/people/members-board";
import { LeaveTenant } from "@/components/people/remove-member";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { readMembers } from "@/lib/features/people/members/read-members";
import { openTenant, type TenantParams } from "../open-tenant";
import * as memberActions from "./actions";

export async function generateMetadata({ params }: { params: TenantParams }): Promise<Metadata> {
  await openTenant((await params).tenant);
  return { title: (await getTranslations("members"))("title") };
}

/** Members are invited and managed here; another payment administrator is chosen on the billing dashboard. */
export default async function MembersPage({
  params,
  searchParams,
}: {
  params: TenantParams;
  searchParams: Promise<TableParams>;
}) {
  const { ctx, tenant, person } = await openTenant((await params).tenant);
  const state = readTableState(await searchParams);
  const t = await getTranslations("members");
  const overview = orNotFound(await readMembers(ctx, tenant.id, {}));
  const actions = bindTenant(memberActions, tenant.slug);
  const own = overview.mayLeave && overview.members.find(({ id }) => id === person.id);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead", { tenant: tenant.name })}
        actions={
          <>
            {own && (
              <LeaveTenant
                own={own}
                tenantName={tenant.name}
                overview={overview}
                leaveTenant={actions.leaveTenant}
              />
            )}
            {overview.mayChangePaymentAdministrator && (
              <LinkButton href={`/t/${tenant.slug}/billing`}>{t("change")}</LinkButton>
            )}
            {overview.rolesToGive.length > 0 && (
              <InviteMemberSheet overview={overview} inviteMember={actions.inviteMember} />
            )}
          </>
        }
      />
      <MembersBoard tenant={tenant} overview={overview} state={state} ownId={person.id} actions={actions} />
    </>
  );
}
