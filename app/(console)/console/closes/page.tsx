import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CloseBoard } from "@/components/console/closes/close-board";
import { CloseProgress } from "@/components/console/closes/close-progress";
import { UnbilledCards, UnpricedCard } from "@/components/console/closes/unbilled-cards";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listCloses } from "@/lib/features/console/closes/list-closes";
import { openConsole } from "../open-console";
import * as actions from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("closes"))("title") };
}

/** What each period owes, and the invoice that carries it. */
export default async function ClosesPage() {
  const { ctx } = await openConsole();
  const [t, board] = await Promise.all([getTranslations("closes"), listCloses(ctx, {}).then(orNotFound)]);
  const { graceHours } = board;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={graceHours > 0 ? `${t("lead")} ${t("grace", { hours: graceHours })}` : t("lead")}
      />
      <div className="grid gap-5">
        <CloseProgress progress={board.progress} />
        <UnpricedCard rows={board.unpriced} />
        <Card aria-label={t("title")}>
          <CloseBoard board={board} actions={actions} />
        </Card>
        <UnbilledCards board={board} />
      </div>
    </>
  );
}
