import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DifferenceBoard } from "@/components/console/reconciliation/difference-board";
import { RoundsCard } from "@/components/console/reconciliation/rounds-card";
import { StartButton } from "@/components/console/reconciliation/start-button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { readReconciliation } from "@/lib/features/stripe/reconciliation/read-reconciliation";
import { openConsole } from "../open-console";
import { decideDifference, startReconciliation } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("reconciliation"))("title") };
}

/** Where Choba and Stripe differ, since when and why, and the latest comparisons of the two. */
export default async function ReconciliationPage() {
  const { ctx } = await openConsole();
  const [t, { rounds, differences, mayStart }] = await Promise.all([
    getTranslations("reconciliation"),
    readReconciliation(ctx, {}).then(orNotFound),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={mayStart && <StartButton start={startReconciliation} />}
      />
      <div className="grid gap-5">
        <Card title={t("differences")} flush={differences.length > 0}>
          <DifferenceBoard differences={differences} decide={decideDifference} />
        </Card>
        <Card title={t("rounds")}>
          <RoundsCard rounds={rounds} />
        </Card>
      </div>
    </>
  );
}
