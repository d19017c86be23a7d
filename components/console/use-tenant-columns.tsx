"use client";

import { useLocale, useTranslations } from "next-intl";
import { LicenseStandingChip } from "@/components/license/license-standing-chip";
import type { Column } from "@/components/patterns/data-table/table-types";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import { Meter, shareInPercent } from "@/components/ui/meter";
import { Money } from "@/components/ui/money";
import { nearMaximumPercent } from "@/lib/domain/tenant/list-query";
import type { TenantRow } from "@/lib/features/console/tenant-list/read-rows";
import { formatNumber } from "@/lib/i18n/format";

/** The columns of the tenant list. Those that few readers need are hidden at first. */
export function useTenantColumns(): Column<TenantRow>[] {
  const t = useTranslations("tenants");
  const words = useTranslations("console");
  const locale = useLocale();
  const quiet = (text: string) => <span className="text-ink-quiet">{text}</span>;
  const optional = { hideable: true, hiddenAtFirst: true };
  return [
    {
      id: "name",
      header: words("columns.name"),
      sortable: true,
      cell: ({ name, found }) => (
        <>
          {name}
          {found && (
            <span className="block max-w-72 truncate font-normal text-ink-quiet text-sm">
              {t(`foundBy.${found.by}`, { text: found.text })}
            </span>
          )}
        </>
      ),
    },
    {
      id: "license",
      header: words("columns.license"),
      sortable: true,
      cell: ({ planName }) => planName[locale],
    },
    {
      id: "state",
      header: words("columns.state"),
      cell: ({ state }) => <LicenseStandingChip standing={state} />,
    },
    {
      id: "price",
      header: t("columns.price"),
      numeric: true,
      hideable: true,
      cell: ({ recurring }) =>
        recurring ? <Money minor={recurring.monthlyMinor} currency={recurring.currency} /> : quiet("–"),
    },
    {
      id: "open",
      header: t("columns.open"),
      numeric: true,
      hideable: true,
      cell: ({ open }) =>
        open.length === 0
          ? quiet("–")
          : open.map(({ openMinor, lateMinor, currency }) => (
              <span key={currency} className="block">
                <Money
                  minor={openMinor}
                  currency={currency}
                  className={lateMinor === "0" ? "" : "font-medium"}
                />
                {lateMinor !== "0" && <span className="block text-ink-quiet text-sm">{t("late")}</span>}
              </span>
            )),
    },
    {
      id: "mau",
      header: words("columns.mau"),
      sortable: true,
      hideable: true,
      cell: (row) => <MauCell row={row} />,
    },
    {
      id: "share",
      header: t("columns.share"),
      sortable: true,
      numeric: true,
      ...optional,
      cell: ({ mau, maximumMau }) =>
        maximumMau === null
          ? quiet(t("noMaximum"))
          : t("percent", { percent: formatNumber(Math.floor(shareInPercent(mau, maximumMau)), locale) }),
    },
    {
      id: "ends",
      header: t("columns.ends"),
      sortable: true,
      hideable: true,
      cell: ({ periodEnd, timeZone }) =>
        periodEnd ? (
          <DateText at={periodEnd} timeZone={timeZone} edge="end" className="figures whitespace-nowrap" />
        ) : (
          quiet(t("noEnd"))
        ),
    },
    {
      id: "rep",
      header: t("columns.rep"),
      hideable: true,
      cell: ({ rep }) => rep?.name ?? quiet(t("noRep")),
    },
    {
      id: "salesModel",
      header: words("columns.salesModel"),
      hideable: true,
      cell: ({ salesModel }) => words(`salesModels.${salesModel}`),
    },
    {
      id: "account",
      header: words("columns.account"),
      ...optional,
      cell: ({ stripeCustomerId }) =>
        stripeCustomerId ? (
          <span className="figures font-mono text-xs">{stripeCustomerId}</span>
        ) : (
          quiet(words("noAccount"))
        ),
    },
    {
      id: "payer",
      header: t("columns.payer"),
      ...optional,
      cell: ({ payerEmail }) => payerEmail ?? quiet(t("noPayer")),
    },
    {
      id: "details",
      header: t("columns.details"),
      ...optional,
      cell: ({ detailsComplete }) => (
        <Chip tone={detailsComplete ? "good" : "warn"}>
          {t(detailsComplete ? "values.complete" : "values.incomplete")}
        </Chip>
      ),
    },
    {
      id: "members",
      header: t("columns.members"),
      numeric: true,
      ...optional,
      cell: ({ members }) => formatNumber(members, locale),
    },
    { id: "currency", header: t("columns.currency"), ...optional, cell: ({ currency }) => currency },
    {
      id: "created",
      header: t("columns.created"),
      sortable: true,
      ...optional,
      cell: ({ createdAt, timeZone }) => (
        <DateText at={createdAt} timeZone={timeZone} className="figures whitespace-nowrap" />
      ),
    },
  ];
}

function MauCell({ row: { mau, maximumMau } }: { row: TenantRow }) {
  const t = useTranslations("console");
  const locale = useLocale();
  return (
    <span className="block w-32">
      <span className="figures flex justify-between gap-2">
        <span>{formatNumber(mau, locale)}</span>
        <span className="text-ink-quiet text-sm">
          {maximumMau === null ? t("unlimited") : `/ ${formatNumber(maximumMau, locale)}`}
        </span>
      </span>
      {maximumMau !== null && (
        <Meter
          label={t("columns.mau")}
          value={mau}
          maximum={maximumMau}
          warnAtPercent={nearMaximumPercent}
          className="mt-1"
        />
      )}
    </span>
  );
}
