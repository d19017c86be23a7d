import { useLocale, useTranslations } from "next-intl";
import { useTermsWords } from "@/components/catalog/pricing/terms-note";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import type { ContractView } from "@/lib/features/license/contracts/terms/contract-view";
import { formatMoney } from "@/lib/i18n/format";

/** Contracts that held or were called off, newest first. */
export function HistoryTable({ contracts, timeZone }: { contracts: ContractView[]; timeZone: string }) {
  const t = useTranslations("contracts");
  const locale = useLocale();
  return (
    <ul className="divide-y">
      {contracts.map((contract) => (
        <li key={contract.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-5 py-3">
          <span className="min-w-0 flex-[1_1_14rem]">
            <span className="font-medium">{contract.planName[locale]}</span>{" "}
            <span className="text-ink-quiet">
              {t(`per.${contract.interval}`, {
                amount: formatMoney(contract.fixedMinor, contract.currency, locale),
              })}
            </span>
            <TermsLine contract={contract} />
            {contract.reason && <span className="block text-ink-quiet text-sm">{contract.reason}</span>}
          </span>
          <span className="figures text-ink-soft">
            <DateText at={contract.startsAt} timeZone={timeZone} /> –{" "}
            {contract.endedAt && <DateText at={contract.endedAt} timeZone={timeZone} edge="end" />}
          </span>
          <Chip tone={contract.state === "cancelled" ? "neutral" : "good"}>
            {t(`states.${contract.state}`)}
          </Chip>
        </li>
      ))}
    </ul>
  );
}

/** Discount and taxes in one quiet line; nothing where there were none. */
function TermsLine({ contract }: { contract: ContractView }) {
  const locale = useLocale();
  const { discount, taxes } = contract;
  const words = useTermsWords({ discounts: discount ? [discount] : [], taxes });
  const said = [...words.discounts, ...words.taxes];
  if (said.length === 0) return null;
  return (
    <span className="figures block text-ink-quiet text-sm">
      {new Intl.ListFormat(locale, { type: "unit" }).format(said)}
    </span>
  );
}
