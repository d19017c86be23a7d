import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import type { OnDemandView } from "@/lib/features/license/on-demand/list-on-demand";
import { formatNumber } from "@/lib/i18n/format";

/** What the tenant will find on its next invoice; nothing if nothing waits. */
export function WaitingCharges({ charges }: { charges: readonly OnDemandView[] }) {
  const t = useTranslations("onDemand");
  const waiting = charges.filter(({ state }) => state === "pending");
  if (waiting.length === 0) return null;
  return (
    <Card title={t("waitingTitle")} description={t("waitingLead")}>
      <ul className="-my-2 divide-y">
        {waiting.map((charge) => (
          <li key={charge.id} className="flex items-baseline justify-between gap-4 py-2">
            <ChargeName charge={charge} />
            <Money minor={charge.amountMinor} currency={charge.currency} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What it is for, and what of the price list it is. */
export function ChargeName({ charge: { description, name, quantity, unit } }: { charge: OnDemandView }) {
  const t = useTranslations("onDemand");
  const locale = useLocale();
  return (
    <span className="min-w-0">
      {description}
      {name && unit && (
        <span className="figures block text-ink-quiet text-sm">
          {name[locale]} · {t("quantity", { quantity: formatNumber(quantity, locale), unit: unit[locale] })}
        </span>
      )}
    </span>
  );
}
