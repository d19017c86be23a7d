import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TaxNote } from "@/components/billing/price-tax";
import { Money } from "@/components/ui/money";
import { SumRow, Table, Td, Th } from "@/components/ui/table";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { RatedInvoice, RatedLine } from "@/lib/domain/pricing/rated-invoice";
import { formatNumber } from "@/lib/i18n/format";
import { lineLabel, lineText } from "@/lib/i18n/pricing";

type Props = {
  invoice: RatedInvoice;
  /** How often the fixed parts are paid: said at the base fee. */
  interval: PaidInterval;
  /** Names the table for screen readers. */
  caption?: string;
  /** What the last sum is called; "Total" if not given. */
  totalLabel?: string;
};

/** An invoice as HYBRID-14 asks: every line with its working, so that it can be checked by hand. */
export function ItemisedInvoice({ invoice, interval, caption, totalLabel }: Props) {
  const t = useTranslations("pricing.invoice");
  const locale = useLocale();
  const { currency, lines, discounts, taxes } = invoice;
  const percent = (text: string) => `${formatNumber(text, locale)}%`;
  const added = taxes.filter(({ inclusive }) => !inclusive);
  const contained = taxes.filter(({ inclusive }) => inclusive);
  return (
    <Table>
      <caption className="sr-only">{caption ?? t("caption")}</caption>
      <thead>
        <tr>
          <Th>{t("item")}</Th>
          <Th numeric>
            {t("amount")} {taxes.length === 0 && lines.length > 0 && <TaxNote />}
          </Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={keyOf(line)}>
            <Td>
              <LineWords line={line} invoice={invoice} interval={interval} />
            </Td>
            <Td numeric>
              <Money minor={line.amountMinor} currency={currency} />
            </Td>
          </tr>
        ))}
        {lines.length === 0 && (
          <tr>
            <Td colSpan={2} className="text-ink-soft">
              {t("empty")}
            </Td>
          </tr>
        )}
        {(discounts.length > 0 || added.length > 0) && (
          <Row label={t("subtotal")} className="font-medium">
            <Money minor={invoice.subtotalMinor} currency={currency} />
          </Row>
        )}
        {discounts.map((discount, index) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: discounts have no other name than their place.
            key={index}
            label={
              discount.percent === null
                ? discount.name[locale]
                : t("withPercent", { name: discount.name[locale], percent: percent(discount.percent) })
            }
          >
            <Money minor={-discount.amountMinor} currency={currency} />
          </Row>
        ))}
        {added.map((tax) => (
          <Row
            key={tax.key}
            label={t("withPercent", { name: tax.name[locale], percent: percent(tax.percent) })}
          >
            <Money minor={tax.amountMinor} currency={currency} />
          </Row>
        ))}
        <SumRow>
          <Td className="font-semibold">{totalLabel ?? t("total")}</Td>
          <Td numeric>
            <Money minor={invoice.totalMinor} currency={currency} />
          </Td>
        </SumRow>
        {contained.map((tax) => (
          <tr key={tax.key} className="text-ink-quiet text-sm">
            <Td className="border-b-0">
              {t("contained", { name: tax.name[locale], percent: percent(tax.percent) })}
            </Td>
            <Td numeric className="border-b-0">
              <Money minor={tax.amountMinor} currency={currency} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const keyOf = ({ component, kind, tier }: RatedLine) => `${component} ${kind} ${tier?.number ?? ""}`;

/** The label of a line, and below it in a lighter colour how its amount was worked out. */
function LineWords({ line, invoice, interval }: { line: RatedLine } & Props) {
  const locale = useLocale();
  const around = { interval, among: invoice.lines };
  const { label } = lineText(line, invoice.currency, locale, around);
  const working = lineLabel(line, invoice.currency, locale, around).slice(label.length);
  return (
    <>
      {label}
      {working && <span className="figures text-ink-quiet">{working}</span>}
    </>
  );
}

function Row({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <tr className={className}>
      <Td>{label}</Td>
      <Td numeric>{children}</Td>
    </tr>
  );
}
