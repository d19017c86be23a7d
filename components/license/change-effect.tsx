import { useLocale, useTranslations } from "next-intl";
import { sentenceDate } from "@/components/billing/sentence-date";
import { Money } from "@/components/ui/money";
import { SumRow, Table, Td, Th } from "@/components/ui/table";
import type { ConfirmedPrice } from "@/lib/domain/license/order";
import type { ChangePreview } from "@/lib/features/license/plan-change/preview-change";
import { formatMoney } from "@/lib/i18n/format";
import { EffectLine } from "./effect-line";

type Props = { preview: ChangePreview; timeZone: string };

/** The exact money: every line of the invoice that Stripe would make now, and what it comes to. */
export function ChangeEffect({ preview, timeZone }: Props) {
  const t = useTranslations("plans.change");
  const locale = useLocale();
  const { promised, renewal, kind, cardOnFile } = preview;
  if (!promised)
    return (
      <>
        <h3 className="mb-2 font-semibold">{t("effect")}</h3>
        <p className="font-medium">{t("nothingNow")}</p>
        <p className="mt-2 text-ink-soft">
          {t("downgradeSentence", {
            current: preview.currentPlanName[locale],
            plan: preview.planName[locale],
            date: sentenceDate(preview.effectiveAt, timeZone, locale),
            amount: formatMoney(renewal.amountMinor, renewal.currency, locale),
          })}
        </p>
        {preview.firstPart && (
          <p className="mt-2 text-ink-soft">
            {t("firstPartSentence", {
              date: sentenceDate(preview.effectiveAt, timeZone, locale),
              until: sentenceDate(preview.firstPart.until, timeZone, locale),
              amount: formatMoney(preview.firstPart.amountMinor, preview.firstPart.currency, locale),
            })}
          </p>
        )}
      </>
    );
  const total = formatMoney(promised.totalMinor, promised.currency, locale);
  return (
    <>
      <h3 className="mb-2 font-semibold">{t("effect")}</h3>
      <Table>
        <caption className="sr-only">{t("effect")}</caption>
        <thead>
          <tr>
            <Th>{t("item")}</Th>
            <Th numeric>{t("amount")}</Th>
          </tr>
        </thead>
        <tbody>
          {promised.lines.map((line) => (
            <EffectLine
              key={`${line.description} ${line.from} ${line.amountMinor}`}
              line={line}
              preview={preview}
              currency={promised.currency}
              timeZone={timeZone}
            />
          ))}
          <Sums promised={promised} />
        </tbody>
      </Table>
      <Remainder promised={promised} />
      <p className="mt-3 text-ink-soft text-sm">
        {kind === "purchase" && !cardOnFile
          ? t("cardNeeded", { amount: total })
          : cardOnFile && promised.totalMinor !== "0" && t("cardOnFile")}
      </p>
    </>
  );
}

function Sums({ promised }: { promised: ConfirmedPrice }) {
  const t = useTranslations("plans.change");
  const { currency, subtotalMinor, taxMinor, totalMinor } = promised;
  const used = usedCredit(promised);
  const row = (label: string, minor: string) => (
    <tr>
      <Td className="text-ink-soft">{label}</Td>
      <Td numeric>
        <Money minor={minor} currency={currency} />
      </Td>
    </tr>
  );
  return (
    <>
      {row(t("subtotal"), subtotalMinor)}
      {row(t("tax"), taxMinor)}
      {used > 0n && row(t("usedCredit"), String(-used))}
      <SumRow>
        <Th scope="row">{t("total")}</Th>
        <Td numeric>
          <Money minor={totalMinor} currency={currency} />
        </Td>
      </SumRow>
    </>
  );
}

/** A credit larger than what is due is not paid out; it is kept for the next invoices. */
function Remainder({ promised }: { promised: ConfirmedPrice }) {
  const t = useTranslations("plans.change");
  const locale = useLocale();
  const due = dueMinor(promised);
  if (due >= 0n) return null;
  return (
    <p className="mt-3 text-ink-soft text-sm">
      {t("credit", { amount: formatMoney(-due, promised.currency, locale) })}
    </p>
  );
}

const dueMinor = ({ subtotalMinor, taxMinor }: ConfirmedPrice) => BigInt(subtotalMinor) + BigInt(taxMinor);

/** What the payment account's credit pays of it. With tax inside the prices the difference means something else. */
function usedCredit(promised: ConfirmedPrice): bigint {
  const due = dueMinor(promised);
  return promised.taxMinor === "0" && due > 0n ? due - BigInt(promised.totalMinor) : 0n;
}
