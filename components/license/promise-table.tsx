import { useLocale, useTranslations } from "next-intl";
import { useWithItsTaxes, useWithTax } from "@/components/billing/price-tax";
import { Money } from "@/components/ui/money";
import { SumRow, Table, Td, Th } from "@/components/ui/table";
import type { PromiseLineView, PromiseView } from "@/lib/features/license/charges/promise-view";
import { formatMoney } from "@/lib/i18n/format";
import { promisedLineText } from "@/lib/i18n/promise/promised-line-text";
import { taxTreatmentText } from "@/lib/i18n/promise/tax-treatment-text";

/** A promise as its invoice will have it: every line, what it comes to, and what is kept or carried. */
export function PromiseTable({
  promise,
  title,
  total,
}: {
  promise: PromiseView;
  title: string;
  /** What the sum is called, if it is not due now. */
  total?: string;
}) {
  return (
    <>
      <Table>
        <caption className="sr-only">{title}</caption>
        <PromiseHead />
        <tbody>
          <PromiseLines lines={promise.lines} currency={promise.currency} />
          <Sums promise={promise} total={total} />
        </tbody>
      </Table>
      <Remainder promise={promise} />
      <WithoutTax promise={promise} />
    </>
  );
}

export function PromiseHead() {
  const t = useTranslations("plans.change");
  return (
    <thead>
      <tr>
        <Th>{t("item")}</Th>
        <Th numeric>{t("amount")}</Th>
      </tr>
    </thead>
  );
}

export function PromiseLines({ lines, currency }: { lines: readonly PromiseLineView[]; currency: string }) {
  const locale = useLocale();
  const withTax = useWithTax();
  return lines.map((line, index) => {
    const { label, detail, days } = promisedLineText(line, currency, locale);
    return (
      // Lines keep their order, and two of them may be equal.
      // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity
      <tr key={index}>
        <Td>
          {label}
          {detail && (
            <span className="figures block text-ink-quiet text-sm">
              {line.kind === "charge" ? withTax(detail) : detail}
            </span>
          )}
          <span className="figures block text-ink-quiet text-sm">{days}</span>
        </Td>
        <Td numeric>
          <Money minor={line.amountMinor} currency={currency} />
        </Td>
      </tr>
    );
  });
}

export function PromiseRow({ label, minor, currency }: { label: string; minor: string; currency: string }) {
  return (
    <tr>
      <Td className="text-ink-soft">{label}</Td>
      <Td numeric>
        <Money minor={minor} currency={currency} />
      </Td>
    </tr>
  );
}

function Sums({ promise, total }: { promise: PromiseView; total: string | undefined }) {
  const t = useTranslations("plans.change");
  const locale = useLocale();
  const { currency, subtotalMinor, discountMinor, taxes, balanceAppliedMinor, dueNowMinor } = promise;
  const withItsTaxes = useWithItsTaxes();
  const balance = BigInt(balanceAppliedMinor);
  return (
    <>
      {(taxes.length > 0 || discountMinor !== "0" || balance !== 0n) && (
        <PromiseRow
          label={t("subtotal")}
          minor={String(BigInt(subtotalMinor) - BigInt(discountMinor))}
          currency={currency}
        />
      )}
      {taxes.map((tax) => (
        <PromiseRow
          key={`${tax.key} ${tax.percent}`}
          label={t(tax.inclusive ? "taxIncluded" : "taxAdded", {
            name: tax.name[locale],
            percent: tax.percent,
          })}
          minor={tax.amountMinor}
          currency={currency}
        />
      ))}
      {balance > 0n && <PromiseRow label={t("usedCredit")} minor={String(-balance)} currency={currency} />}
      {balance < 0n && <PromiseRow label={t("owedBefore")} minor={String(-balance)} currency={currency} />}
      <SumRow>
        <Th scope="row">{withItsTaxes(total ?? t("total"), taxes)}</Th>
        <Td numeric>
          <Money minor={dueNowMinor} currency={currency} />
        </Td>
      </SumRow>
    </>
  );
}

/** Why no tax is charged, in the words of the invoice. */
function WithoutTax({ promise }: { promise: PromiseView }) {
  const text = taxTreatmentText(promise, promise.currency, useLocale());
  return text && <p className="mt-3 text-ink-soft text-sm">{text}</p>;
}

/** What is given back beyond what is charged is kept for the next invoices; too little to charge is carried there. */
function Remainder({ promise }: { promise: PromiseView }) {
  const t = useTranslations("plans.change");
  const locale = useLocale();
  const { currency, creditedMinor, carriedMinor } = promise;
  const say = (key: "credit" | "carried", minor: string) =>
    minor !== "0" && (
      <p className="mt-3 text-ink-soft text-sm">{t(key, { amount: formatMoney(minor, currency, locale) })}</p>
    );
  return (
    <>
      {say("credit", creditedMinor)}
      {say("carried", carriedMinor)}
    </>
  );
}
