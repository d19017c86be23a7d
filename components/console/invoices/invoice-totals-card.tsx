import { useTranslations } from "next-intl";
import { type TableState, writeTableState } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { Table, Td, Th } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { ageingGroups } from "@/lib/domain/collection/ageing";
import type { InvoiceTotals } from "@/lib/features/console/invoice-list/invoice-totals";

type InvoiceTotalsCardProps = {
  title: string;
  lead: string;
  totals: readonly InvoiceTotals[];
  state: TableState;
  /** The list that a group of the ageing opens. */
  path: string;
  /** Only what is owed; otherwise also what was invoiced, paid and credited. */
  owedOnly?: boolean;
};

const sums = [
  ["invoiced", "invoicedMinor"],
  ["paid", "paidMinor"],
  ["credited", "creditedMinor"],
] as const;

/** Sums by currency, and how late what is open is; each group of the ageing leads to its invoices. */
export function InvoiceTotalsCard({ title, lead, totals, state, path, owedOnly }: InvoiceTotalsCardProps) {
  const t = useTranslations("invoiceList");
  const shown = owedOnly ? [] : sums;
  return (
    <Card title={title} description={lead}>
      <Table wide={title}>
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <Th>{t("totals.currency")}</Th>
            {shown.map(([name]) => (
              <Th key={name} numeric>
                {t(`totals.${name}`)}
              </Th>
            ))}
            <Th numeric>{t("totals.open")}</Th>
            {ageingGroups.map((group) => (
              <Th key={group} numeric>
                {t(`ageing.${group}`)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {totals.map((of) => (
            <tr key={of.currency}>
              <Th scope="row" className="font-medium text-ink">
                {of.currency}
              </Th>
              {shown.map(([name, minor]) => (
                <Td key={name} numeric>
                  <Money minor={of[minor]} currency={of.currency} />
                </Td>
              ))}
              <Td numeric className="font-medium">
                <Money minor={of.openMinor} currency={of.currency} />
              </Td>
              {ageingGroups.map((group) => (
                <Td key={group} numeric>
                  {of.ageing[group] === "0" ? (
                    <span className="text-ink-quiet">–</span>
                  ) : (
                    <TextLink href={hrefOf(path, state, { ageing: group, currency: of.currency })}>
                      <Money minor={of.ageing[group]} currency={of.currency} />
                    </TextLink>
                  )}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

const hrefOf = (path: string, state: TableState, filters: Record<string, string>): string =>
  `${path}${writeTableState({ ...state, filters: { ...state.filters, ...filters }, page: 1 })}`;
