"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { BillingActionsProvider } from "@/components/billing/billing-actions";
import { blockOf } from "@/components/billing/block";
import { ChangeSheet } from "@/components/license/change-sheet";
import { PlansView } from "@/components/license/plans-view";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import type { PlanOptions } from "@/lib/features/billing/dashboard/plan-options";
import { ClosedBanner, LiveNote } from "./live-note";
import { useBillingActions } from "./use-billing-actions";
import { useDashboard } from "./use-dashboard";
import { usePlanChoice } from "./use-plan-choice";

type Props = { slug: string; initial: BillingDashboard; options: PlanOptions };

export function PlansScreen({ slug, initial, options }: Props) {
  const t = useTranslations("plans");
  const live = useDashboard(slug, initial);
  const actions = useBillingActions(slug);
  const router = useRouter();
  const { dashboard } = live;
  const { may } = dashboard;
  const choice = usePlanChoice(options, blockOf(initial) === null);
  return (
    <BillingActionsProvider value={actions}>
      <PageHeader
        above={<TextLink href={actions.billingHref}>{t("back")}</TextLink>}
        title={t("title")}
        lead={may.changeLicense ? t("lead") : t("leadReader")}
        actions={<LiveNote since={live.notUpdatedSince} />}
      />
      <ClosedBanner closed={live.closed} />
      <PlansView
        dashboard={dashboard}
        options={options}
        interval={choice.interval}
        onIntervalChange={choice.setInterval}
        onChoose={choice.choose}
        onCancelled={() => router.push(actions.billingHref)}
      />
      <ChangeSheet
        wanted={choice.wanted}
        begun={choice.begun}
        option={options.plans.find((option) => option.planKey === choice.wanted?.planKey) ?? null}
        onClose={choice.close}
      />
    </BillingActionsProvider>
  );
}
