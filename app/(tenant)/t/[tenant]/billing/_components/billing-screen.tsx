"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { BillingActsProvider } from "@/components/billing/acts";
import { DashboardView } from "@/components/billing/dashboard-view";
import { type CameFrom, type EndedOrder, noticesFor } from "@/components/billing/notices";
import { PageHeader } from "@/components/ui/page-header";
import type { BillingDashboard } from "@/lib/features/dashboard/billing-dashboard";
import { checkCheckout } from "../actions";
import { LiveNote } from "./live-note";
import { useActs } from "./use-acts";
import { useDashboard } from "./use-dashboard";
import { useEndedOrder } from "./use-ended-order";

type Props = {
  slug: string;
  initial: BillingDashboard;
  from: CameFrom;
  /** How the latest order ended, when the reader comes back from Stripe's page for it. */
  ended: EndedOrder | null;
};

export function BillingScreen({ slug, initial, from, ended: endedBefore }: Props) {
  const t = useTranslations("billing");
  const live = useDashboard(slug, initial, from);
  const { dashboard } = live;
  const ended = useEndedOrder(slug, dashboard, endedBefore);
  const waitsForCheckout = from === "checkout" && dashboard.order?.state === "awaiting_card";
  useEffect(() => {
    // Not awaited: the dashboard shows what comes of it, and the webhook or the sweep does the same later.
    if (waitsForCheckout) checkCheckout(slug).catch(() => {});
  }, [waitsForCheckout, slug]);
  return (
    <BillingActsProvider value={useActs(slug)}>
      <PageHeader
        title={t("title")}
        lead={t("lead", { tenant: dashboard.tenant.name })}
        actions={<LiveNote live={live} />}
      />
      <DashboardView dashboard={dashboard} notices={noticesFor(dashboard, from, ended)} />
    </BillingActsProvider>
  );
}
