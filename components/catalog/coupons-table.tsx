"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { sentenceDay } from "@/components/billing/sentence-date";
import { DataTable } from "@/components/patterns/data-table/data-table";
import type { TableState } from "@/components/patterns/data-table/table-state";
import type { Column } from "@/components/patterns/data-table/table-types";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import type { CouponView } from "@/lib/features/catalog/coupons/list-coupons";
import { formatNumber } from "@/lib/i18n/format";
import { ArchiveButton } from "./archive-button";
import { type CouponActions, CouponSheet, type PlanChoice, type ReadCouponUses } from "./coupon-sheet";
import { CouponUsesSheet } from "./coupon-uses-sheet";
import { useCouponValueText } from "./use-coupon-value-text";

type Props = {
  rows: readonly CouponView[];
  state: TableState;
  plans: readonly PlanChoice[];
  currency: string;
  readUses: ReadCouponUses;
  /** Null for readers who change nothing. */
  actions: CouponActions | null;
};

export function CouponsTable({ rows, state, plans, currency, readUses, actions }: Props) {
  const t = useTranslations("catalog.coupons");
  const locale = useLocale();
  const router = useRouter();
  const valueText = useCouponValueText();
  const columns: Column<CouponView>[] = [
    { id: "code", header: t("code"), cell: ({ code }) => <span className="font-mono">{code}</span> },
    { id: "name", header: t("name"), cell: ({ name }) => name[locale] },
    {
      id: "value",
      header: t("value"),
      cell: ({ value, months }) => (
        <>
          {valueText(value)}
          <span className="block text-ink-quiet text-sm">
            {months === null ? t("withoutEnd") : t("forMonths", { months })}
          </span>
        </>
      ),
    },
    {
      id: "plans",
      header: t("plans"),
      cell: (coupon) => coupon.plans.map((key) => nameOf(plans, key)[locale]).join(", ") || t("allPlans"),
    },
    { id: "days", header: t("days"), cell: ({ firstDay, lastDay }) => daysText(firstDay, lastDay) },
    {
      id: "used",
      header: t("used"),
      numeric: true,
      cell: ({ redemptions, openOrders, maximumUses }) => (
        <>
          {maximumUses === null
            ? formatNumber(redemptions, locale)
            : t("usedOf", {
                used: formatNumber(redemptions, locale),
                maximum: formatNumber(maximumUses, locale),
              })}
          {openOrders > 0 && (
            <span className="block text-ink-quiet text-sm">{t("inOrders", { count: openOrders })}</span>
          )}
        </>
      ),
    },
    {
      id: "state",
      header: t("state"),
      bareOnPhone: true,
      cell: ({ archivedAt }) =>
        archivedAt ? <Chip>{t("archived")}</Chip> : <Chip tone="good">{t("offered")}</Chip>,
    },
    {
      id: "acts",
      header: t("acts"),
      actions: true,
      bareOnPhone: true,
      cell: (coupon) => (
        <span className="flex gap-1.5 md:justify-end">
          <CouponUsesSheet coupon={coupon} readUses={readUses} />
          {actions && (
            <>
              <CouponSheet coupon={coupon} plans={plans} currency={currency} actions={actions} />
              <ArchiveButton
                name={coupon.code}
                isArchived={coupon.archivedAt !== null}
                body={t("archiveBody")}
                archive={(archived) => actions.archiveCoupon({ id: coupon.id, archived })}
                onDone={() => router.refresh()}
              />
            </>
          )}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      rowKey={(coupon) => coupon.id}
      state={state}
      searchLabel={t("search")}
      empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
    />
  );

  function daysText(firstDay: string | null, lastDay: string | null): string {
    const first = firstDay && sentenceDay(firstDay, locale);
    const last = lastDay && sentenceDay(lastDay, locale);
    if (first && last) return t("fromTo", { first, last });
    if (first) return t("from", { first });
    return last ? t("until", { last }) : t("anyDay");
  }
}

const nameOf = (plans: readonly PlanChoice[], key: string) =>
  plans.find((plan) => plan.key === key)?.name ?? { en: key, ja: key };
