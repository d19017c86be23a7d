"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Filter } from "@/components/patterns/data-table/table-types";
import { tenantFilterValues } from "@/lib/domain/tenant/list-query";
import type { PlanName } from "@/lib/features/console/tenant-list/plans-held";
import type { Rep } from "@/lib/features/people/tenants/sales-reps";

type Offered = { plans: readonly PlanName[]; reps: readonly Rep[]; isRep: boolean };

/** The filters of the tenant list in the reader's language. `mine` is offered to those who can have tenants. */
export function useTenantFilters({ plans, reps, isRep }: Offered): Filter[] {
  const t = useTranslations("tenants");
  const words = useTranslations("console");
  const states = useTranslations("billing.license.states");
  const locale = useLocale();
  const values = tenantFilterValues;
  return [
    {
      name: "salesModel",
      label: t("filters.salesModel"),
      options: values.salesModel.map((value) => ({ value, label: words(`salesModels.${value}`) })),
    },
    {
      name: "plan",
      label: t("filters.plan"),
      options: plans.map(({ key, name }) => ({ value: key, label: name[locale] })),
    },
    {
      name: "state",
      label: t("filters.state"),
      options: values.state.map((value) => ({ value, label: states(value) })),
    },
    {
      name: "rep",
      label: t("filters.rep"),
      options: [
        ...values.rep
          .filter((value) => isRep || value === "none")
          .map((value) => ({ value: value as string, label: t(`values.${value}`) })),
        ...reps.map(({ id, name }) => ({ value: id as string, label: name })),
      ],
    },
    {
      name: "owes",
      label: t("filters.owes"),
      options: values.owes.map((value) => ({ value, label: t(`values.${value}`) })),
    },
    {
      name: "mau",
      label: t("filters.mau"),
      options: values.mau.map((value) => ({ value, label: t(`values.${value}`) })),
    },
    {
      name: "details",
      label: t("filters.details"),
      options: values.details.map((value) => ({ value, label: t(`values.${value}`) })),
    },
    {
      name: "ends",
      label: t("filters.ends"),
      options: values.ends.map((value) => ({ value, label: t("values.within", { days: value }) })),
    },
  ];
}
