import { useLocale, useTranslations } from "next-intl";
import { useWithItsTaxes, useWithTax } from "@/components/billing/price-tax";
import { sentenceDay } from "@/components/billing/sentence-date";
import { Money } from "@/components/ui/money";
import { SumRow, Table, Td, Th } from "@/components/ui/table";
import type {
  NextChargeView,
  PromiseLineView,
  PromiseView,
} from "@/lib/features/license/charges/promise-view";
import type { ChangePreview } from "@/lib/features/license/plan-change/preview-change";
import { formatMoney } from "@/lib/i18n/format";
import { promisedLineText } from "@/lib/i18n/promise/promised-line-text";
import { taxTreatmentText } from "@/lib/i18n/promise/tax-treatment-text";

type Props = { preview: ChangePreview };

/** The exact money: every line of the invoice that is made now, and what it comes to. Then the next regular charge. */
export function ChangeEffect({ preview }: Props) {
  const t = useTranslations("plans.change");
  const locale = useLocale();
  const { promise, kind, cardOnFile, next } = preview;
  if (!promise)
    return (
      <div className="grid gap-5">
        <section>
          <h3 className="mb-2 font-semibold">{t("effect")}</h3>
          <p className="font-medium">{t("nothingNow")}</p>
          <p className="mt-2 text-ink-soft">
            {kind === "same"
              ? t("sameSentence")
              : t("downgradeSentence", {
                  current: preview.currentPlanName[locale],
                  plan: preview.planName[locale],
                  date: sentenceDay(preview.effectiveOn, locale),
                })}
          </p>
        </section>
        {next && <NextCharge next={next} currency={preview.currency} />}
      </div>
    );
  const due = formatMoney(promise.dueNowMinor, promise.currency, locale);
  return (
    <div className="grid gap-5">
      <section>
        <h3 className="mb-2 font-semibold">{t("effect")}</h3>
        <Table>
          <caption className="sr-only">{t("effect")}</caption>
          <Head />
          <tbody>
            <Lines lines={promise.lines} currency={promise.currency} />
            <Sums promise={promise} />
          </tbody>
        </Table>
        <Remainder promise={promise} />
        <WithoutTax promise={promise} />
        <p className="mt-3 text-ink-soft text-sm">
          {!cardOnFile ? t("cardNeeded", { amount: due }) : promise.dueNowMinor !== "0" && t("cardOnFile")}
        </p>
      </section>
      {next && <NextCharge next={next} currency={preview.currency} />}
    </div>
  );
}

function Head() {
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

/** What is charged on the first day of the next period, folded down to its lines and its total. */
function NextCharge({ next, currency }: { next: NextChargeView; currency: string }) {
  const t = useTranslations("plans.change");
  const locale = useLocale();
  const withItsTaxes = useWithItsTaxes();
  const title = t("nextCharge", { date: sentenceDay(next.on, locale) });
  return (
    <section>
      <h3 className="mb-2 font-semibold">{title}</h3>
      <Table>
        <caption className="sr-only">{title}</caption>
        <Head />
        <tbody>
          <Lines lines={next.lines} currency={currency} />
          {next.taxes.map((tax) => (
            <Row
              key={tax.key}
              label={t(tax.inclusive ? "taxIncluded" : "taxAdded", {
                name: tax.name[locale],
                percent: tax.percent,
              })}
              minor={tax.amountMinor}
              currency={currency}
            />
          ))}
          <SumRow>
            <Th scope="row">{withItsTaxes(t("nextTotal"), next.taxes)}</Th>
            <Td numeric>
              <Money minor={next.totalMinor} currency={currency} />
            </Td>
          </SumRow>
        </tbody>
      </Table>
    </section>
  );
}

function Lines({ lines, currency }: { lines: readonly PromiseLineView[]; currency: string }) {
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

function Row({ label, minor, currency }: { label: string; minor: string; currency: string }) {
  return (
    <tr>
      <Td className="text-ink-soft">{label}</Td>
      <Td numeric>
        <Money minor={minor} currency={currency} />
      </Td>
    </tr>
  );
}

function Sums({ promise }: { promise: PromiseView }) {
  const t = useTranslations("plans.change");
  const locale = useLocale();
  const withItsTaxes = useWithItsTaxes();
  const { currency, subtotalMinor, discountMinor, taxes, balanceAppliedMinor, dueNowMinor } = promise;
  const balance = BigInt(balanceAppliedMinor);
  return (
    <>
      {(taxes.length > 0 || discountMinor !== "0" || balance !== 0n) && (
        <Row
          label={t("subtotal")}
          minor={String(BigInt(subtotalMinor) - BigInt(discountMinor))}
          currency={currency}
        />
      )}
      {taxes.map((tax) => (
        <Row
          key={`${tax.key} ${tax.percent}`}
          label={t(tax.inclusive ? "taxIncluded" : "taxAdded", {
            name: tax.name[locale],
            percent: tax.percent,
          })}
          minor={tax.amountMinor}
          currency={currency}
        />
      ))}
      {balance > 0n && <Row label={t("usedCredit")} minor={String(-balance)} currency={currency} />}
      {balance < 0n && <Row label={t("owedBefore")} minor={String(-balance)} currency={currency} />}
      <SumRow>
        <Th scope="row">{withItsTaxes(t("total"), taxes)}</Th>
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
