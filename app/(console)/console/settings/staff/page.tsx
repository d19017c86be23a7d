import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { StaffBoard } from "@/components/people/staff-board";
import { InviteStaffSheet } from "@/components/people/staff-sheets";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listStaff } from "@/lib/features/people/staff/list-staff";
import { openConsole } from "../../open-console";
import * as actions from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("people.staff"))("title") };
}

/** The staff. SaaS admins change it, the others look on. */
export default async function StaffPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx, person } = await openConsole();
  const [t, overview] = await Promise.all([
    getTranslations("people.staff"),
    listStaff(ctx, {}).then(orNotFound),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={overview.mayManage ? t("lead") : `${t("lead")} ${t("onlyAdmins")}`}
        actions={overview.mayManage && <InviteStaffSheet inviteStaff={actions.inviteStaff} />}
      />
      <StaffBoard
        overview={overview}
        state={readTableState(await searchParams)}
        ownId={person.id}
        actions={{ ...actions }}
      />
    </>
  );
}
