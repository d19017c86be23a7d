import { Settings2 } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InvoiceTotalsCard } from "@/components/console/invoices/invoice-totals-card";
import { ReceivablesTable } from "@/components/console/receivables/receivables-table";
import { UnappliedCard } from "@/components/console/receivables/unapplied-card";
import type { TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { receivableFilterNames } from "@/lib/domain/invoice-list/receivable-query";
import { listReceivables } from "@/lib/features/console/receivables/list-receivables";
import { listUnapplied } from "@/lib/features/console/receivables/list-unapplied";
import { listReps } from "@/lib/features/people/tenants/sales-reps";
import { openConsole } from "../open-console";
import { readFilteredState } from "../read-filtered-state";
import * as actions from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("receivables"))("title") };
}

/** Who owes how much since when, and what is done about it. */
export default async function ReceivablesPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx, person } = await openConsole();
  const state = readFilteredState(await searchParams, receivableFilterNames);
  const [t, list, reps, unapplied] = await Promise.all([
    getTranslations("receivables"),
    listReceivables(ctx, state).then(orNotFound),
    listReps(ctx, {}).then(orNotFound),
    listUnapplied(ctx, {}).then(orNotFound),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <LinkButton href="/console/settings/collection" icon={<Settings2 aria-hidden="true" />}>
            {t("settings")}
          </LinkButton>
        }
      />
      <div className="grid gap-5">
        {list.totals.length > 0 && (
          <InvoiceTotalsCard
            title={t("totals")}
            lead={t("totalsLead")}
            totals={list.totals}
            state={state}
            path="/console/receivables"
            owedOnly
          />
        )}
        <Card flush aria-label={t("title")}>
          <ReceivablesTable
            list={list}
            state={state}
            reps={reps}
            isRep={person.staffRole === "sales"}
            actions={actions}
          />
        </Card>
        <UnappliedCard
          unapplied={unapplied}
          applyBalance={actions.applyBalance}
          writeOffDebt={actions.writeOffDebt}
        />
      </div>
    </>
  );
}
