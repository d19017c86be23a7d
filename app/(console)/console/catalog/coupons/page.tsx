import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CatalogTabs } from "@/components/catalog/catalog-tabs";
import { CouponSheet } from "@/components/catalog/coupon-sheet";
import { CouponsTable } from "@/components/catalog/coupons-table";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listCoupons } from "@/lib/features/catalog/coupons/list-coupons";
import { listPlans } from "@/lib/features/catalog/plans/overview/list-plans";
import { archiveCoupon, couponUses, createCoupon, updateCoupon } from "../actions";
import { isFound, openCatalog } from "../open-catalog";

const actions = { createCoupon, updateCoupon, archiveCoupon };

export async function generateMetadata(): Promise<Metadata> {
  await openCatalog();
  return { title: (await getTranslations("catalog.coupons"))("title") };
}

/** The coupons, and who used them. */
export default async function CouponsPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx, canEdit } = await openCatalog();
  const state = readTableState(await searchParams);
  const [t, coupons, allPlans] = await Promise.all([
    getTranslations("catalog.coupons"),
    listCoupons(ctx, {}).then(orNotFound),
    listPlans(ctx, {}).then(orNotFound),
  ]);
  const rows = coupons.filter(({ code, name }) => isFound(state.search, [code, name.en, name.ja]));
  const plans = allPlans
    .toSorted((a, b) => a.currency.localeCompare(b.currency) || a.rank - b.rank)
    .map(({ key, name }) => ({ key, name }));
  const currency = allPlans[0]?.currency ?? "USD";
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={canEdit && <CouponSheet coupon={null} plans={plans} currency={currency} actions={actions} />}
      />
      <CatalogTabs />
      <Card flush aria-label={t("title")}>
        <CouponsTable
          rows={rows}
          state={state}
          plans={plans}
          currency={currency}
          readUses={couponUses}
          actions={canEdit ? actions : null}
        />
      </Card>
    </>
  );
}
