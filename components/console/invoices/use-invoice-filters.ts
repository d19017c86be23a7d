"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Filter } from "@/components/patterns/data-table/table-types";
import { amountRange, invoiceFilterValues } from "@/lib/domain/invoice-list/invoice-query";
import type { InvoiceRow } from "@/lib/features/console/invoice-list/read-rows";
import type { Rep } from "@/lib/features/people/tenants/sales-reps";
import { formatMonth, formatNumber } from "@/lib/i18n/format";

type Offered = {
  rows: readonly InvoiceRow[];
  currencies: readonly string[];
  reps: readonly Rep[];
  isRep: boolean;
  /** The running month as YYYY-MM. */
  month: string;
  asked: Readonly<Record<string, string>>;
};

/** So many months are offered; older ones can be asked for in the address. */
const offeredMonths = 24;

/** The filters of the invoice list in the reader's language. */
export function useInvoiceFilters({ rows, currencies, reps, isRep, month, asked }: Offered): Filter[] {
  const t = useTranslations("invoiceList");
  const states = useTranslations("invoices.statuses");
  const locale = useLocale();
  const amountWords = useAmountWords();
  const same = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  const { tenant = "", amount = "" } = asked;
  const tenantName = rows.find((row) => row.tenant.slug === tenant)?.tenant.name ?? tenant;
  return [
    {
      name: "state",
      label: t("filters.state"),
      options: invoiceFilterValues.state.map((value) => ({ value, label: states(value) })),
    },
    {
      name: "ageing",
      label: t("filters.ageing"),
      options: invoiceFilterValues.ageing.map((value) => ({ value, label: t(`ageing.${value}`) })),
    },
    {
      name: "rep",
      label: t("filters.rep"),
      options: [
        ...invoiceFilterValues.rep
          .filter((value) => isRep || value === "none")
          .map((value) => ({ value: value as string, label: t(`reps.${value}`) })),
        ...reps.map(({ id, name }) => ({ value: id as string, label: name })),
      ],
    },
    {
      name: "month",
      label: t("filters.month"),
      options: lastMonths(month, asked.month).map((value) => ({ value, label: formatMonth(value, locale) })),
    },
    { name: "currency", label: t("filters.currency"), options: same(currencies) },
    {
      name: "tenant",
      label: t("filters.tenant"),
      options: [{ value: tenant, label: tenantName }],
      chipOnly: true,
    },
    {
      name: "amount",
      label: t("filters.amount"),
      options: [{ value: amount, label: amountWords(amount) }],
      chipOnly: true,
    },
  ];
}

function useAmountWords(): (text: string) => string {
  const t = useTranslations("invoiceList.amount");
  const locale = useLocale();
  return (text) => {
    const { from = null, to = null } = amountRange(text) ?? {};
    const [low, high] = [from && formatNumber(from, locale), to && formatNumber(to, locale)];
    if (low && high) return low === high ? low : t("between", { from: low, to: high });
    return low ? t("atLeast", { from: low }) : high ? t("atMost", { to: high }) : text;
  };
}

/** Newest first, with the one that is asked for even if it is older. */
function lastMonths(month: string, asked = ""): string[] {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const offered = Array.from({ length: offeredMonths }, (_, back) =>
    new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7),
  );
  const isOther = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) && !offered.includes(asked);
  return isOther ? [...offered, asked] : offered;
}
