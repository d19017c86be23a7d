import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { plainText, plainTicks } from "@/components/patterns/bar-heights";
import { cx } from "@/components/ui/cx";
import { Money } from "@/components/ui/money";
import type { UsagePrice } from "@/lib/features/billing/usage/prices-of-usage";
import { priceWords } from "@/lib/i18n/pricing/words";
import { formatDays } from "@/lib/i18n/promise/days";
import type { BillRow } from "./is-billed";
import { threePlaces } from "./three-places";

const columns = ["used", "included", "remaining", "excess", "cost", "projected"] as const;
type Column = (typeof columns)[number];

/** A row for each version and component, as the invoice has them. A card for each on a phone. */
export function BillTable({ rows, isRunning }: { rows: readonly BillRow[]; isRunning: boolean }) {
  const t = useTranslations("usage.bill");
  const shown = columns.filter((column) => column !== "projected" || isRunning);
  return (
    // Blocks instead of cells on a phone would take the table's roles away, so they are said.
    // biome-ignore lint/a11y/noRedundantRoles: as above.
    <table role="table" className="figures mt-5 w-full border-collapse text-left max-md:block">
      <caption className="sr-only">{t("caption")}</caption>
      {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
      <thead role="rowgroup" className="max-md:sr-only">
        {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
        <tr role="row" className="text-ink-quiet text-sm">
          {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
          <th role="columnheader" scope="col" className="border-b py-2 font-medium">
            {t("columns.item")}
          </th>
          {shown.map((column) => (
            <th
              // biome-ignore lint/a11y/noRedundantRoles: as above.
              role="columnheader"
              key={column}
              scope="col"
              className="border-b py-2 pl-4 text-right align-bottom font-medium"
            >
              {t(`columns.${isRunning && column === "cost" ? "costSoFar" : column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
      <tbody role="rowgroup" className="max-md:block">
        {rows.map(({ id, price }) => (
          <Row key={id} price={price} shown={shown} isRunning={isRunning} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { price: UsagePrice; shown: readonly Column[]; isRunning: boolean };

function Row({ price, shown, isRunning }: RowProps) {
  const t = useTranslations("usage.bill");
  const cells = useCells(price);
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see BillTable.
    <tr role="row" className="border-b align-top max-md:block max-md:py-3">
      {/* biome-ignore lint/a11y/noRedundantRoles: see BillTable. */}
      <th role="rowheader" scope="row" className="py-2.5 font-normal max-md:block max-md:py-0">
        <RowName price={price} />
      </th>
      {shown.map((column) => (
        <td
          // biome-ignore lint/a11y/noRedundantRoles: see BillTable.
          role="cell"
          key={column}
          className={cx(
            "py-2.5 pl-4 text-right max-md:flex max-md:justify-between max-md:gap-4 max-md:py-0.5 max-md:pl-0",
            column === "cost" && "font-medium",
          )}
        >
          <span aria-hidden="true" className="text-ink-quiet text-sm md:hidden">
            {t(`columns.${isRunning && column === "cost" ? "costSoFar" : column}`)}
          </span>
          <span>{cells[column]}</span>
        </td>
      ))}
    </tr>
  );
}

function RowName({ price }: { price: UsagePrice }) {
  const t = useTranslations("usage.bill");
  const locale = useLocale();
  const { billed, part } = price;
  const days = billed ? formatDays(billed.span, locale) : null;
  const share = part && t("part", { count: part.days, of: part.of });
  const details = [days && t("billedDays", { days }), share].filter((text) => text !== null);
  return (
    <>
      <span className="block font-medium">
        {t("item", { plan: price.planName[locale], name: price.name[locale] })}
      </span>
      {details.map((text) => (
        <span key={text} className="block text-ink-quiet text-sm">
          {text}
        </span>
      ))}
    </>
  );
}

function useCells(price: UsagePrice): Record<Column, ReactNode> {
  const t = useTranslations("usage.bill");
  const locale = useLocale();
  const { counted } = priceWords(price.currency, locale);
  const { used, allowance, beyond, unit, currency, amountMinor, projectedMinor } = price;
  const rest = plainTicks(allowance ?? "0") - plainTicks(used);
  const isBeyond = beyond !== "0";
  const money = (minor: string | null) =>
    minor === null ? "–" : <Money minor={minor} currency={currency} />;
  return {
    used: counted(used, unit),
    included: allowance === null ? t("unlimited") : counted(threePlaces(allowance), unit),
    remaining: allowance === null ? "–" : counted(threePlaces(plainText(rest > 0n ? rest : 0n)), unit),
    excess: isBeyond ? (
      <span className="font-medium text-bad">{counted(threePlaces(beyond), unit)}</span>
    ) : (
      "–"
    ),
    cost: money(amountMinor),
    projected: money(projectedMinor),
  };
}
