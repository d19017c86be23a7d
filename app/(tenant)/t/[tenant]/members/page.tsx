import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MembersTable } from "@/components/overview/members-table";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listMembers } from "@/lib/features/members/list";
import { openTenant, type TenantParams } from "../open-tenant";

const pageSize = 50;

export async function generateMetadata({ params }: { params: TenantParams }): Promise<Metadata> {
  await openTenant((await params).tenant);
  return { title: (await getTranslations("members"))("title") };
}

/** Members are named here; another payment administrator is chosen on the billing dashboard. */
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
  const { members, mayChangePaymentAdministrator } = orNotFound(await listMembers(ctx, tenant.id, {}));
  const words = state.search.toLowerCase();
  const found = members.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(words));
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead", { tenant: tenant.name })}
        actions={
          mayChangePaymentAdministrator && (
            <LinkButton href={`/t/${tenant.slug}/billing`}>{t("change")}</LinkButton>
          )
        }
      />
      <Card flush aria-label={t("title")}>
        <MembersTable
          rows={found.slice((state.page - 1) * pageSize, state.page * pageSize)}
          state={state}
          total={found.length}
          pageSize={pageSize}
          timeZone={tenant.timeZone}
          ownId={person.id}
        />
      </Card>
    </>
  );
}
