"use client";

import { useLocale, useTranslations } from "next-intl";
import { sentenceStart } from "@/components/billing/sentence-date";
import { LicenseFacts } from "@/components/license/license-facts";
import { MauPanel } from "@/components/license/mau-panel";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import type { ContractsView } from "@/lib/features/license/contracts/agreement/read-contracts";
import type { ContractActions } from "./contract-actions";
import { ContractFacts } from "./contract-facts";
import { EndContractSheet } from "./end-contract-sheet";
import { HistoryTable } from "./history-table";
import { PaymentBanner } from "./payment-banner";
import { ScheduledBanner } from "./scheduled-banner";
import { SetContractSheet } from "./set-contract-sheet";

type Props = { contracts: ContractsView; dashboard: BillingDashboard; actions: ContractActions };

/**
 * A tenant's license in the console: what is scheduled, what holds and is used, the contract, and earlier contracts.
 */
export function LicenseSide({ contracts, dashboard, actions }: Props) {
  const t = useTranslations("contracts");
  const locale = useLocale();
  const { running, scheduled, past, forStaff, timeZone } = contracts;
  const isLed = contracts.salesModel === "sales_led";
  const waits = scheduled !== null || running?.endingAt != null;
  const mayAct = isLed && forStaff?.mayManage === true;
  return (
    <div className="grid gap-5">
      <PaymentBanner contracts={contracts} isPayer={false} />
      <ScheduledBanner contracts={contracts} cancel={mayAct ? actions.cancelScheduled : null} />
      {!isLed && <Banner title={t("selfServe")}>{t("selfServeHint")}</Banner>}
      {isLed && !mayAct && <Banner title={t("readOnly")}>{t("readOnlyHint")}</Banner>}
      <Card title={t("held")} emphasis="lead">
        <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
          <LicenseFacts dashboard={dashboard} />
          <MauPanel dashboard={dashboard} />
        </div>
      </Card>
      {isLed && (
        <Card title={t("contract")}>
          {running ? (
            <ContractFacts contract={running} timeZone={timeZone} />
          ) : (
            <EmptyState title={t("none")}>{t("noneHint")}</EmptyState>
          )}
          {mayAct && (
            <div className="mt-6 flex flex-wrap gap-2.5">
              <SetContractSheet contracts={contracts} actions={actions} disabled={waits} />
              {running && !waits && <EndContractSheet contracts={contracts} actions={actions} />}
              {waits && <p className="self-center text-ink-soft">{t("waitsFirst")}</p>}
            </div>
          )}
        </Card>
      )}
      {scheduled && (
        <Card title={t("contractFrom", { date: sentenceStart(scheduled.startsAt, timeZone, locale) })}>
          <ContractFacts contract={scheduled} timeZone={timeZone} />
        </Card>
      )}
      {past.length > 0 && (
        <Card title={t("history")} flush>
          <HistoryTable contracts={past} timeZone={timeZone} />
        </Card>
      )}
    </div>
  );
}
