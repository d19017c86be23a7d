"use client";

import { useLocale, useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { TextLink } from "@/components/ui/text-link";
import type { BilledBy, BillingOfUnit } from "@/lib/features/console/troubleshooting/billing-of-unit";
import type { EventView } from "@/lib/features/console/usage-events/read-event";
import { formatDate, formatMoney, formatMonth, formatNumber } from "@/lib/i18n/format";
import { priceWords } from "@/lib/i18n/pricing/words";
import { promisedLineText } from "@/lib/i18n/promise/promised-line-text";
import { explainHref } from "./explain-href";
import { UnitPriceText } from "./unit-price-text";

type UnitChainProps = {
  effect: EventView["effects"][number];
  event: EventView;
  billing: BillingOfUnit | null;
};

/** What one unit made of an event: counted in which window, priced by what, on which line of which invoice. */
export function UnitChain({ effect, event, billing }: UnitChainProps) {
  const t = useTranslations("troubleshooting");
  const locale = useLocale();
  return (
    <Card
      title={effect.displayName[locale]}
      description={<span className="font-mono">{effect.unitName}</span>}
      actions={billing && <StateChip stop={billing.stop} />}
    >
      {billing?.stop && <p className="mb-4 font-medium">{t(`billingStops.${billing.stop}`)}</p>}
      <KeyValueList>
        <KeyValue label={t("steps.counted")} figures>
          <Counted effect={effect} event={event} />
        </KeyValue>
        {billing && <BillingSteps billing={billing} event={event} />}
      </KeyValueList>
    </Card>
  );
}

function StateChip({ stop }: { stop: BillingOfUnit["stop"] }) {
  const t = useTranslations("troubleshooting");
  if (stop === null) return <Chip tone="good">{t("stands")}</Chip>;
  const goesOn = stop === "month_open" || stop === "to_come";
  return <Chip tone={goesOn ? "info" : "neutral"}>{t(goesOn ? "goesOn" : "stopped")}</Chip>;
}

function Counted({ effect, event }: Pick<UnitChainProps, "effect" | "event">) {
  const words = useTranslations("usage.event");
  const locale = useLocale();
  const day = formatDate(`${event.effective?.day}T00:00:00Z`, "UTC", locale, "long");
  if (!effect.counted) return words(`why.${effect.why}`, { property: effect.property ?? "" });
  const { counted } = priceWords("USD", locale);
  return effect.isUnique
    ? words("seen", { value: effect.value, day })
    : words("adds", { value: `+${counted(effect.value, effect.unitLabel)}`.replace("+-", "-"), day });
}

function BillingSteps({ billing, event }: { billing: BillingOfUnit; event: EventView }) {
  const t = useTranslations("troubleshooting.steps");
  const locale = useLocale();
  const { monthFrom, monthCount, ratedAt, prices, billedBy } = billing;
  const { slug, timeZone } = event.tenant;
  const month = monthFrom.slice(0, 7);
  return (
    <>
      <KeyValue label={t("window")} figures>
        <TextLink href={`/t/${slug}/usage?month=${month}`}>
          {t("windowOf", {
            day: formatDate(`${event.effective?.day}T00:00:00Z`, "UTC", locale),
            month: formatMonth(month, locale),
            zone: timeZone,
          })}
        </TextLink>
      </KeyValue>
      {monthCount !== null && (
        <KeyValue label={t("monthCount")} figures>
          {formatNumber(monthCount, locale)}
        </KeyValue>
      )}
      <KeyValue label={t("priced")} figures>
        {prices.length === 0
          ? t("notPriced")
          : prices.map((price) => (
              <UnitPriceText key={`${price.version} ${price.planName.en}`} price={price} />
            ))}
      </KeyValue>
      <KeyValue label={t("rated")} figures>
        {ratedAt ? formatDate(ratedAt, timeZone, locale, "dateTime") : t("notRated")}
      </KeyValue>
      {billedBy.length > 0 && (
        <KeyValue label={t("billed")} figures>
          <ul className="grid gap-2">
            {billedBy.map((billed, index) => (
              // Lines keep their order, and two of them may be equal.
              // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity
              <BilledLine key={index} billed={billed} />
            ))}
          </ul>
        </KeyValue>
      )}
    </>
  );
}

function BilledLine({ billed: { chargeId, invoice, line, currency } }: { billed: BilledBy }) {
  const t = useTranslations("troubleshooting.steps");
  const locale = useLocale();
  const { label, detail } = promisedLineText(line, currency, locale);
  return (
    <li>
      {t("line", {
        line: detail ? `${label} (${detail})` : label,
        amount: formatMoney(line.amountMinor, currency, locale),
      })}
      <span className="block text-sm">
        {chargeId ? (
          <TextLink href={explainHref({ charge: chargeId })}>
            {invoice?.number ?? invoice?.id ?? t("noInvoice")}
          </TextLink>
        ) : (
          t("statement")
        )}
      </span>
    </li>
  );
}
