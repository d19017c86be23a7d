import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import type {
  BillingSettingsView,
  saveBillingSettings,
} from "@/lib/features/catalog/billing-settings/billing-settings";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { BillingSettingsSheet } from "./billing-settings-sheet";

type BillingSettingsCardProps = {
  view: BillingSettingsView;
  /** Null for readers who change nothing. */
  save: ActionOf<typeof saveBillingSettings> | null;
};

/** How long late events are waited for, and what becomes of what comes later. */
export function BillingSettingsCard({ view, save }: BillingSettingsCardProps) {
  const t = useTranslations("billingSettings");
  const { graceHours, correctionDays, atOnceMinor, leastMinor } = view.settings;
  return (
    <Card title={t("card")} actions={save && <BillingSettingsSheet view={view} save={save} />}>
      <KeyValueList>
        <KeyValue label={t("graceHours")}>
          {graceHours === 0 ? t("noGrace") : t("hours", { hours: graceHours })}
          <span className="block text-ink-quiet text-sm">{t("graceHoursHint")}</span>
        </KeyValue>
        <KeyValue label={t("correctionDays")}>{t("days", { days: correctionDays })}</KeyValue>
        <KeyValue label={t("atOnce")}>
          <Amounts minor={atOnceMinor} none={t("never")} />
        </KeyValue>
        <KeyValue label={t("least")}>
          <Amounts minor={leastMinor} none={t("all")} />
        </KeyValue>
      </KeyValueList>
    </Card>
  );
}

function Amounts({ minor, none }: { minor: Readonly<Record<string, string>>; none: string }) {
  const amounts = Object.entries(minor).sort();
  if (amounts.length === 0) return none;
  return (
    <span className="flex flex-wrap gap-x-4">
      {amounts.map(([currency, amount]) => (
        <Money key={currency} minor={amount} currency={currency} />
      ))}
    </span>
  );
}
