import { useLocale, useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { Money } from "@/components/ui/money";
import { Td } from "@/components/ui/table";
import type { Statement, StatementLine } from "@/lib/features/billing/statements/read-statements";
import { formatMoney } from "@/lib/i18n/format";
import { promisedLineLabel, promisedLineText } from "@/lib/i18n/promise/promised-line-text";
import { standingOf } from "./statement-rows";

type RowProps = { line: StatementLine; statement: Statement };

/** A line of a statement: what to write on the invoice, and what stands there. */
export function StatementLineRow({ line: stated, statement }: RowProps) {
  const locale = useLocale();
  const { currency } = statement;
  const { line } = stated;
  const { label, detail, days } = promisedLineText(line, currency, locale);
  return (
    <tr>
      <Td>
        <span className="flex items-start justify-between gap-2">
          <span>
            {label}
            {detail && <span className="figures block text-ink-quiet text-sm">{detail}</span>}
            <span className="figures block text-ink-quiet text-sm">{days}</span>
          </span>
          <span className="print:hidden">
            <CopyButton text={promisedLineLabel(line, currency, locale)} label={label} />
          </span>
        </span>
      </Td>
      <Td numeric>
        <Money minor={line.amountMinor} currency={currency} />
      </Td>
      <Td>
        <Standing line={stated} statement={statement} />
      </Td>
    </tr>
  );
}

function Standing({ line, statement }: RowProps) {
  const t = useTranslations("statements");
  const locale = useLocale();
  const standing = standingOf(line, statement);
  if (!line.invoiced)
    return (
      <span className={standing === "missing" ? "font-medium" : "text-ink-quiet"}>
        {t(standing === "carried" || standing === "differs" ? "waiting" : standing)}
      </span>
    );
  const money = (minor: bigint) => formatMoney(minor, statement.currency, locale);
  const more = BigInt(line.invoiced.amountMinor) - BigInt(line.line.amountMinor);
  const values = { invoice: line.invoiced.number, amount: money(BigInt(line.invoiced.amountMinor)) };
  if (more === 0n) return <span className="figures">{t("carried", values)}</span>;
  return (
    <span className="figures font-medium">
      {t(more > 0n ? "differs" : "differsLess", { ...values, difference: money(more > 0n ? more : -more) })}
    </span>
  );
}
