"use client";

import { useLocale, useTranslations } from "next-intl";
import { isUnexplained } from "@/lib/domain/ledger/difference-cause";
import type { LedgerEntry } from "@/lib/features/billing/ledger/ledger-entry";
import { formatMoney } from "@/lib/i18n/format";

/** Why an entry is not as promised: each cause in words, with its amount. */
export function DifferenceWords({ causes, currency }: Pick<LedgerEntry, "causes" | "currency">) {
  const t = useTranslations("ledger");
  const locale = useLocale();
  if (causes.length === 0) return <span className="text-ink-quiet">{t("asPromised")}</span>;
  return (
    <ul className="figures grid gap-0.5">
      {causes.map(({ cause, amountMinor }) => (
        <li key={cause} className={isUnexplained(cause) ? "font-medium text-bad" : undefined}>
          {t("amount", {
            amount: formatMoney(amountMinor, currency, locale),
            cause: t(`causes.${cause}`),
          })}
        </li>
      ))}
    </ul>
  );
}
