"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useBillingDetailsActions } from "@/app/_billing-details/use-billing-details-actions";
import { BillingActionsProvider } from "@/components/billing/billing-actions";
import { type CameFrom, type EndedOrder, noticesFor } from "@/components/billing/notices";
import { DashboardView } from "@/components/dashboard/dashboard-view";
import type { TenantContract } from "@/components/license/contracts/contract-card";
import { BillingDetailsActionsProvider } from "@/components/payers/billing-details/billing-details-actions";
import { PageHeader } from "@/components/ui/page-header";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { ClosedBanner, LiveNote } from "./live-note";
import { useBillingActions } from "./use-billing-actions";
import { useCameFrom, useCleanAddress } from "./use-came-from";
import { dashboardKey, useDashboard } from "./use-dashboard";
import { useEndedOrder } from "./use-ended-order";

type Props = {
  slug: string;
  initial: BillingDashboard;
  from: CameFrom;
  /** How the latest order ended, when the reader comes back from Stripe's page for it. */
  ended: EndedOrder | null;
  /** What was agreed with a sales-led tenant; null for others. */
  contract: TenantContract | null;
};

export function BillingScreen({ slug, initial, from: cameFrom, ended: endedBefore, contract }: Props) {
  const t = useTranslations("billing");
  const arrival = useCameFrom(slug, cameFrom, initial.order?.state ?? null);
  const live = useDashboard(slug, initial, arrival);
  const { dashboard } = live;
  const from = arrival && dashboard.order?.id === initial.order?.id ? arrival : null;
  useCleanAddress(cameFrom !== null && !dashboard.order);
  const queries = useQueryClient();
  const detailsActions = useBillingDetailsActions(slug, () =>
    queries.invalidateQueries({ queryKey: dashboardKey(slug) }),
  );
  const ended = useEndedOrder(slug, dashboard, endedBefore);
  return (
    <BillingActionsProvider value={useBillingActions(slug)}>
      <PageHeader
        title={t("title")}
        lead={t("lead", { tenant: dashboard.tenant.name })}
        actions={<LiveNote since={live.notUpdatedSince} />}
      />
      <ClosedBanner closed={live.closed} />
      <BillingDetailsActionsProvider value={detailsActions}>
        <DashboardView
          dashboard={dashboard}
          notices={noticesFor(dashboard, from, ended)}
          contract={contract}
        />
      </BillingDetailsActionsProvider>
    </BillingActionsProvider>
  );
}
