import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound, requireTenant } from "@/lib/auth/guard";
import { billingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { planOptions } from "@/lib/features/billing/dashboard/plan-options";
import { PlansScreen } from "../_components/plans-screen";

type Props = { params: Promise<{ tenant: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("plans");
  return { title: t("title") };
}

/** Reached from "Purchase license" and "License update" (DASH-8, DASH-10). */
export default async function PlansPage({ params }: Props) {
  const { tenant: slug } = await params;
  const { ctx, tenantId } = await requireTenant(slug);
  const [dashboard, options] = await Promise.all([
    billingDashboard(ctx, tenantId, {}),
    planOptions(ctx, tenantId, {}),
  ]);
  return <PlansScreen slug={slug} initial={orNotFound(dashboard)} options={orNotFound(options)} />;
}
